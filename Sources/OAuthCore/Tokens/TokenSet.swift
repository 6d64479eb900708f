public import JSONKit

/// What a token endpoint gave (RFC 6749 §5.1).
public struct TokenSet: Sendable, Equatable, CustomStringConvertible {
    /// The access token (RFC 6749 §1.4).
    public var accessToken: String
    /// As the server spelled it.
    public var tokenType: String
    /// The refresh token; nil where none came (RFC 6749 §1.5).
    public var refreshToken: String?
    /// The ID token; nil where none came (OpenID Connect Core §2).
    public var idToken: String?
    /// What was granted.
    public var scope: Scope
    /// Whether the server stated the scope; where it did not, what was asked for is granted (RFC 6749 §5.1).
    public var scopeIsStated: Bool
    /// Seconds from the response on; nil where the server did not say.
    public var expiresIn: Int64?
    /// Milliseconds since 1970.
    public var receivedAt: Int64
    /// The members of the response that OAuth does not define.
    public var extra: JSON

    /// Tokens of these values; `expiresIn` is in seconds, `receivedAt` in milliseconds since 1970.
    public init(
        accessToken: String, tokenType: String = "Bearer", refreshToken: String? = nil, idToken: String? = nil,
        scope: Scope = Scope(), scopeIsStated: Bool = false, expiresIn: Int64? = nil, receivedAt: Int64,
        extra: JSON = [:]
    ) {
        self.accessToken = accessToken
        self.tokenType = tokenType
        self.refreshToken = refreshToken
        self.idToken = idToken
        self.scope = scope
        self.scopeIsStated = scopeIsStated
        self.expiresIn = expiresIn
        self.receivedAt = receivedAt
        self.extra = extra
    }

    /// When the access token ends, in milliseconds since 1970.
    public var expiresAt: Int64? { expiresIn.map { TokenSet.moment($0, after: receivedAt) } }

    /// So many seconds after a moment in milliseconds since 1970; the end of time where that is too far.
    static func moment(_ seconds: Int64, after start: Int64) -> Int64 {
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        let (end, overflow2) = start.addingReportingOverflow(milliseconds)
        return overflow || overflow2 ? Int64.max : end
    }

    /// When the refresh token ends, in milliseconds since 1970; nil where the server did not say.
    public var refreshExpiresAt: Int64?

    /// Whether the access token goes out as a bearer token (RFC 6750): it is called so in any spelling, or by a type that
    /// names no scheme, such as `bot`.
    public var isBearer: Bool { TokenSet.isSentAsBearer(tokenType) }

    /// Whether the server calls the type of the access token `Bearer`, in any spelling.
    public var isCalledBearer: Bool { tokenType.lowercased() == "bearer" }

    /// Whether a token of this type goes out as a bearer token. Types that have a scheme of their own, or say that it is not
    /// an access token (RFC 8693 §2.2.1), do not.
    static func isSentAsBearer(_ type: String) -> Bool { !["dpop", "mac", "pop", "n_a"].contains(type.lowercased()) }

    /// Without the tokens.
    public var description: String {
        PrintableText.safe("\(tokenType) token for \u{201C}\(scope)\u{201D}", limit: 300)
    }

    /// These tokens after a refresh: where no new refresh token came, the old one stays (RFC 6749 §6).
    public func succeeding(_ previous: TokenSet) -> TokenSet {
        var tokens = self
        tokens.refreshToken = refreshToken ?? previous.refreshToken
        if refreshToken == nil, refreshExpiresAt == nil { tokens.refreshExpiresAt = previous.refreshExpiresAt }
        return tokens
    }
}
