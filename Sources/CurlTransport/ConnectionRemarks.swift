/// What only libcurl's log of a connection tells: `curl_easy_getinfo` has neither in libcurl 7.88.
struct ConnectionRemarks {
    /// `TLSv1.3`.
    private(set) var tlsVersion: String?
    /// The proxy that the environment named for this request.
    private(set) var proxy: String?

    private static let tlsPrefix = "SSL connection using "
    private static let proxyPrefix = "Uses proxy env variable "

    mutating func note(_ bytes: UnsafeRawBufferPointer) {
        if bytes.starts(with: Self.tlsPrefix.utf8) {
            let rest = bytes.dropFirst(Self.tlsPrefix.utf8.count)
            tlsVersion = String(decoding: rest.prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self)
        } else if bytes.starts(with: Self.proxyPrefix.utf8) {
            noteProxy(String(decoding: bytes.dropFirst(Self.proxyPrefix.utf8.count), as: UTF8.self))
        }
    }

    /// `https_proxy == 'http://proxy.example:3128'`; `no_proxy` is told in the same way.
    private mutating func noteProxy(_ text: String) {
        let halves = text.split(separator: "'", omittingEmptySubsequences: false)
        guard halves.count >= 2, !text.lowercased().hasPrefix("no_proxy") else { return }
        proxy = String(halves[1])
    }
}
