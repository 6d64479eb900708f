import Glibc
import HTTPMessage

/// What is to be sent, and how; checked before.
struct TransferOrder: Sendable {
    var request: HTTPRequest
    var options: TransportOptions
    var onBody: (@Sendable ([UInt8]) -> Void)?
    var userAgent: String
    var startedAt: Int64
    var parts: URLParts

    init(
        request: HTTPRequest, options: TransportOptions, onBody: (@Sendable ([UInt8]) -> Void)?, userAgent: String,
        startedAt: Int64
    ) throws(TransportError) {
        try request.validate()
        try options.validate()
        guard let parts = URLParts(request.url) else { throw TransportError(.badURL, "the URL is not absolute") }
        self.request = request
        self.options = options
        self.onBody = onBody
        self.userAgent = userAgent
        self.startedAt = startedAt
        self.parts = parts
    }
}

extension TransferOrder {
    var isSecure: Bool { parts.scheme.lowercased() == "https" }

    /// The proxy that the options name; an empty name means none.
    var namedProxy: String? { options.proxy.flatMap { $0.isEmpty ? nil : $0 } }

    /// `example.com port 443`.
    var server: String { "\(parts.host) port \(parts.effectivePort ?? 0)" }

    /// Whether sending it twice is the same as sending it once (RFC 9110 §9.2.2).
    var isIdempotent: Bool { ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"].contains(request.method) }
}

extension TransportOptions {
    func validate() throws(TransportError) {
        for name in omittedHeaders { try HTTPHeader(name, "").validate() }
        if let path = certificateAuthority, Self.isFIFO(path) {
            throw TransportError(.tlsUntrusted, "the authorities in \(path) cannot be read: it is a FIFO")
        }
        for path in [clientCertificate, clientKey].compactMap(\.self) where Self.isFIFO(path) {
            throw TransportError(.clientCertificate, "\(path) cannot be read: it is a FIFO, and not a PEM file")
        }
    }

    /// Whether libcurl would wait there, beyond every limit of time, until another program writes. The process's own
    /// streams are open at their other end.
    private static func isFIFO(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO && !path.hasPrefix("/dev/")
            && !path.hasPrefix("/proc/self/fd/")
    }
}
