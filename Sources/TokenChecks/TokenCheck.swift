public import OAuthCore

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
    /// Whether a token whose step was not checked cannot count as verified.
    public var isEssential: Bool
    /// Whether a failure says something of the token. That its keys could not be fetched does not.
    public var speaksOfToken: Bool

    /// What a check can find.
    public enum Result: String, Sendable {
        case passed, failed
        /// There was nothing to check, or nothing to check it with.
        case unchecked = "not checked"
    }

    init(
        _ name: String, _ result: Result, _ detail: String, _ section: String, isEssential: Bool = false,
        speaksOfToken: Bool = true
    ) {
        self.name = name
        self.result = result
        self.detail = detail
        self.section = section
        self.isEssential = isEssential
        self.speaksOfToken = speaksOfToken
    }
}

/// What the steps of a verification come to.
public enum TokenVerdict: Sendable, Equatable {
    /// Every essential step was checked, and none failed.
    case passed
    /// A step failed: the first one.
    case failed(TokenCheck)
    /// No step speaks against the token, and essential ones were not checked.
    case undecided([TokenCheck])

    /// The verdict of these steps.
    public init(_ checks: [TokenCheck]) {
        if let failed = checks.first(where: { $0.result == .failed && $0.speaksOfToken }) {
            self = .failed(failed)
            return
        }
        let open = checks.filter { $0.result == .unchecked && $0.isEssential || $0.result == .failed }
        self = open.isEmpty ? .passed : .undecided(open)
    }
}

/// What a token is held against.
public struct TokenExpectation: Sendable {
    /// The issuer that the token must name; nil where it is not known.
    public var issuer: String?
    /// The client that the token must be meant for.
    public var clientID: String
    /// The client's secret, which may sign with an HMAC; nil where the client has none.
    public var clientSecret: String?
    /// Nil where none was sent.
    public var nonce: String?
    /// Whether it is known what nonce was sent, if any.
    public var isNonceKnown = true
    /// Whether the token came with a refresh, which need not repeat the nonce (OpenID Connect Core §12.2).
    public var isRefresh = false
    /// The access token that came with an ID token.
    public var accessToken: String?
    /// The keys of the issuer; nil where they are not known.
    public var keys: JSONWebKeySet?
    /// Why ``keys`` is nil, in a few words that begin in lower case.
    public var keysProblem: String?
    /// The algorithms that sign ID tokens by the server's metadata (OpenID Connect Discovery §3); nil where it names none.
    public var algorithms: [String]?
    /// The resource that an access token must be meant for; nil where it is not known.
    public var audience: String?
    /// Resources that an access token may be meant for, of which ``audience`` was not chosen.
    public var likelyAudiences: [String] = []
    /// The `max_age` of the authorization request, in seconds; nil where none was sent.
    public var maxAge: Int64?
    /// Seconds since 1970, by the server's clock where that is known.
    public var now: Int64
    /// Seconds that two clocks may differ by.
    public var leeway: Int64

    /// Expectations; `now` is in seconds since 1970.
    public init(
        issuer: String?, clientID: String, clientSecret: String? = nil, nonce: String? = nil,
        accessToken: String? = nil, keys: JSONWebKeySet?, now: Int64, leeway: Int64 = 60
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.nonce = nonce
        self.accessToken = accessToken
        self.keys = keys
        self.now = now
        self.leeway = leeway
    }
}
