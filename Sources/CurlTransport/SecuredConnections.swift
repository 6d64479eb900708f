import CCurl
import HTTPMessage

/// How each TLS connection was secured: libcurl tells it only to the transfer that opened the connection.
struct SecuredConnections {
    private var summaries: [(connection: String, summary: TLSSummary)] = []

    private static let most = 128
    private static let mostCertificates = 10

    /// Nil where no handshake was completed.
    /// - Parameter version: what the handshake of this transfer agreed upon, if it had one.
    mutating func summary(of handle: EasyHandle, version: String?, isVerified: Bool) -> TLSSummary? {
        guard let peer = handle.peer else { return nil }
        let local = handle.string(CURLINFO_LOCAL_IP) ?? ""
        let connection = "\(local):\(handle.long(CURLINFO_LOCAL_PORT)) \(peer)"
        guard let version else { return summaries.last { $0.connection == connection }?.summary }
        let summary = TLSSummary(
            version: version, verified: isVerified,
            certificates: Array(handle.certificates.prefix(Self.mostCertificates)))
        if summaries.count == Self.most { summaries.removeFirst() }
        summaries.append((connection, summary))
        return summary
    }
}

extension EasyHandle {
    /// The peer's chain, its own certificate first.
    fileprivate var certificates: [TLSSummary.Certificate] {
        var chain: UnsafeMutablePointer<curl_certinfo>?
        guard keyway_get_certificates(pointer, &chain) == CURLE_OK, let chain = chain?.pointee,
            let certificates = chain.certinfo
        else { return [] }
        return (0..<Int(chain.num_of_certs)).map { Self.certificate(certificates[$0]) }
    }

    /// Made of lines such as `Subject:CN = example.com`.
    private static func certificate(_ first: UnsafeMutablePointer<curl_slist>?) -> TLSSummary.Certificate {
        var fields: [Substring: String] = [:]
        var next = first
        while let line = next?.pointee {
            let halves = String(cString: line.data).split(separator: ":", maxSplits: 1)
            if halves.count == 2, halves[0] != "Cert" { fields[halves[0]] = String(halves[1]).safeToShow }
            next = line.next
        }
        return TLSSummary.Certificate(
            subject: fields["Subject"] ?? "", issuer: fields["Issuer"] ?? "", notBefore: fields["Start date"] ?? "",
            notAfter: fields["Expire date"] ?? "")
    }
}
