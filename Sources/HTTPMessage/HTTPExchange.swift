/// A request and what came of it: everything that one use of the network left behind.
public struct HTTPExchange: Sendable, Equatable {
    /// The request as it was handed to the transport.
    public var request: HTTPRequest
    /// The request line and headers as they went over the wire, defaults included; nil where none were sent.
    public var sentHead: String?
    /// The status line and headers as they came; nil where none did.
    public var receivedHead: String?
    /// The response, or why there is none.
    public var outcome: Outcome
    /// Milliseconds since 1970.
    public var startedAt: Int64
    /// When each phase was over.
    public var timing: HTTPTiming
    /// How the connection was secured; nil for plain HTTP, and where no connection came about.
    public var tls: TLSSummary?
    /// The address of the other end, `127.0.0.1:8080`, or of the proxy.
    public var peer: String?
    /// The proxy that was used.
    public var proxy: String?

    /// What a request ends with.
    public enum Outcome: Sendable, Equatable {
        case response(HTTPResponse)
        case failure(TransportError)
    }

    /// An exchange of these values; `startedAt` is in milliseconds since 1970.
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

    // Neither of the two is inlined: where the optimizer of Swift 6.3 inlines both it ends in "Found ownership error".

    /// The response; nil where the exchange failed.
    @inline(never)
    public var response: HTTPResponse? {
        if case .response(let response) = outcome { response } else { nil }
    }

    /// Why there is no response; nil where there is one.
    @inline(never)
    public var failure: TransportError? {
        if case .failure(let failure) = outcome { failure } else { nil }
    }
}

/// When each phase was over, in microseconds since the start; 0 where there was none (a reused connection, no TLS).
public struct HTTPTiming: Sendable, Equatable {
    /// The name lookup.
    public var lookup: Int64
    /// The TCP connection.
    public var connect: Int64
    /// The TLS handshake.
    public var tls: Int64
    /// The first byte of the response.
    public var firstByte: Int64
    /// The whole exchange.
    public var total: Int64

    /// Timing of these phases, each in microseconds since the start.
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

    /// A certificate that the peer showed; names and times are written as the TLS library writes them.
    public struct Certificate: Sendable, Equatable {
        /// Whom the certificate names.
        public var subject: String
        /// Who signed it.
        public var issuer: String
        /// From when it is valid.
        public var notBefore: String
        /// Until when it is valid.
        public var notAfter: String

        /// A certificate of these texts.
        public init(subject: String, issuer: String, notBefore: String, notAfter: String) {
            self.subject = subject
            self.issuer = issuer
            self.notBefore = notBefore
            self.notAfter = notAfter
        }
    }

    /// A summary of these values; `certificates` begins with the peer's own.
    public init(version: String, verified: Bool, certificates: [Certificate]) {
        self.version = version
        self.verified = verified
        self.certificates = certificates
    }
}
