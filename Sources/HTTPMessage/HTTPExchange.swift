/// A request and what came of it: everything that one use of the network left behind.
public struct HTTPExchange: Sendable, Equatable {
    public var request: HTTPRequest
    /// The request line and headers as they went over the wire, defaults included; nil where none were sent.
    public var sentHead: String?
    /// The status line and headers as they came; nil where none did.
    public var receivedHead: String?
    public var outcome: Outcome
    /// Milliseconds since 1970.
    public var startedAt: Int64
    public var timing: HTTPTiming
    public var tls: TLSSummary?
    /// The address of the other end, `127.0.0.1:8080`, or of the proxy.
    public var peer: String?
    /// The proxy that was used.
    public var proxy: String?

    public enum Outcome: Sendable, Equatable {
        case response(HTTPResponse)
        case failure(TransportError)
    }

    public init(
        request: HTTPRequest, sentHead: String? = nil, receivedHead: String? = nil, outcome: Outcome,
        startedAt: Int64, timing: HTTPTiming = HTTPTiming(), tls: TLSSummary? = nil, peer: String? = nil,
        proxy: String? = nil
    ) {
        self.request = request
        self.sentHead = sentHead
        self.receivedHead = receivedHead
        self.outcome = outcome
        self.startedAt = startedAt
        self.timing = timing
        self.tls = tls
        self.peer = peer
        self.proxy = proxy
    }

    public var response: HTTPResponse? {
        if case .response(let response) = outcome { response } else { nil }
    }

    public var failure: TransportError? {
        if case .failure(let failure) = outcome { failure } else { nil }
    }
}

/// When each phase was over, in microseconds since the start; 0 where there was none (a reused connection, no TLS).
public struct HTTPTiming: Sendable, Equatable {
    public var lookup: Int64
    public var connect: Int64
    public var tls: Int64
    public var firstByte: Int64
    public var total: Int64

    public init(lookup: Int64 = 0, connect: Int64 = 0, tls: Int64 = 0, firstByte: Int64 = 0, total: Int64 = 0) {
        self.lookup = lookup
        self.connect = connect
        self.tls = tls
        self.firstByte = firstByte
        self.total = total
    }
}

/// How the connection was secured.
public struct TLSSummary: Sendable, Equatable {
    /// `TLSv1.3`.
    public var version: String
    /// False where `--insecure` let an unverified peer through.
    public var verified: Bool
    /// The peer's own first.
    public var certificates: [Certificate]

    public struct Certificate: Sendable, Equatable {
        public var subject: String
        public var issuer: String
        public var notBefore: String
        public var notAfter: String

        public init(subject: String, issuer: String, notBefore: String, notAfter: String) {
            self.subject = subject
            self.issuer = issuer
            self.notBefore = notBefore
            self.notAfter = notAfter
        }
    }

    public init(version: String, verified: Bool, certificates: [Certificate]) {
        self.version = version
        self.verified = verified
        self.certificates = certificates
    }
}
