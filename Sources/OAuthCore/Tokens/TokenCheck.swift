/// One step of verifying a token, and how it went.
public struct TokenCheck: Sendable, Equatable {
    /// A stable name: `issuer`, `signature`, `time`.
    public var name: String
    /// What the check found.
    public var result: Result
    /// What was found, against what was expected.
    public var detail: String
    /// Where the step is asked for.
    public var section: String

    /// What a check can find.
    public enum Result: String, Sendable {
        case passed, failed
        /// There was nothing to check, or nothing to check it with.
        case skipped
    }

    init(_ name: String, _ result: Result, _ detail: String, _ section: String) {
        self.name = name
        self.result = result
        self.detail = detail
        self.section = section
    }
}

/// What a token is held against.
public struct TokenExpectation: Sendable {
    /// The issuer that the token must name; nil where it is not known.
    public var issuer: String?
    /// The client that the token must be meant for.
    public var clientID: String
    /// Nil where none was sent.
    public var nonce: String?
    /// The access token that came with an ID token.
    public var accessToken: String?
    /// The keys of the issuer; nil leaves the signature unchecked.
    public var keys: JSONWebKeySet?
    /// Seconds since 1970, by the server's clock where that is known.
    public var now: Int64
    /// Seconds that two clocks may differ by.
    public var leeway: Int64

    /// Expectations; `now` is in seconds since 1970.
    public init(
        issuer: String?, clientID: String, nonce: String? = nil, accessToken: String? = nil, keys: JSONWebKeySet?,
        now: Int64, leeway: Int64 = 60
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.nonce = nonce
        self.accessToken = accessToken
        self.keys = keys
        self.now = now
        self.leeway = leeway
    }
}
