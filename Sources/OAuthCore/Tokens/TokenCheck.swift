/// One step of verifying a token, and how it went.
public struct TokenCheck: Sendable, Equatable {
    /// A stable name: `issuer`, `signature`, `time`.
    public var name: String
    public var result: Result
    /// What was found, against what was expected.
    public var detail: String
    /// Where the step is asked for.
    public var section: String

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
    public var issuer: String?
    public var clientID: String
    /// Nil where none was sent.
    public var nonce: String?
    /// The access token that came with an ID token.
    public var accessToken: String?
    public var keys: JSONWebKeySet?
    /// Seconds since 1970, by the server's clock where that is known.
    public var now: Int64
    /// Seconds that two clocks may differ by.
    public var leeway: Int64

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
