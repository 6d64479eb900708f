internal import Encodings
public import HTTPMessage

/// An exchange as the session recorded it.
public struct RecordedExchange: Sendable, Equatable {
    /// The number of the exchange in the session; later exchanges have greater ones.
    public var number: Int64
    /// What the request was for.
    public var purpose: Purpose
    /// The request and what came back, a response or a failure.
    public let exchange: HTTPExchange
    /// The name of the provider that the request was sent to; nil where the session knows none.
    public var provider: String?
    /// The `client_id` that the request was made with; nil where the session knows none.
    public var clientID: String?
    /// The authorization that it belongs to.
    public var authorization: Int64?
    /// The set of tokens that it was made with.
    public var token: Int64?
    /// The exchange whose redirect was followed to this one.
    public var redirectOf: Int64?
    /// What the bodies say; the copies of an exchange have it in common.
    let parsed = ParsedExchange()

    /// What it was for, where the session knows it; an endpoint's URL says more.
    public enum Purpose: String, Sendable {
        case resource, token, revocation, introspection, userinfo, metadata, management, browser
    }

    /// An exchange of the session; what is nil is not known.
    public init(
        number: Int64, purpose: Purpose, exchange: HTTPExchange, provider: String? = nil, clientID: String? = nil,
        authorization: Int64? = nil, token: Int64? = nil, redirectOf: Int64? = nil
    ) {
        self.number = number
        self.purpose = purpose
        self.exchange = exchange
        self.provider = provider
        self.clientID = clientID
        self.authorization = authorization
        self.token = token
        self.redirectOf = redirectOf
    }

    /// The request that was sent.
    public var request: HTTPRequest { exchange.request }
    /// The response; nil where none came.
    public var response: HTTPResponse? { exchange.response }
    /// The HTTP status of the response; nil where none came.
    public var status: Int? { exchange.response?.status }

    /// Whether the request may have reached the server, though no answer came back.
    package var isUnanswered: Bool {
        guard let failure = exchange.failure else { return false }
        return [.closed, .timeout, .protocolViolation, .cancelled].contains(failure.code)
    }

    /// The server's clock as it answered, in milliseconds since 1970.
    package var serverTime: Int64? { response?.headers["Date"].flatMap(HTTPDate.parse) }

    /// When it ended by the server's clock, or by ours where the server does not tell; milliseconds since 1970.
    public var serverClock: Int64 { serverTime ?? endedAt }

    /// Milliseconds since 1970, by our clock.
    package var endedAt: Int64 { exchange.startedAt + exchange.timing.total / 1000 }
}
