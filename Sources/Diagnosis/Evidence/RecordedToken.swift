public import OAuthCore

/// A set of tokens with its lineage.
public struct RecordedToken: Sendable, Equatable {
    public var id: Int64
    public var provider: String
    public var clientID: String?
    public var authorization: Int64?
    /// The set that it came of: the one that was refreshed, or whose token was exchanged.
    public var parent: Int64?
    /// The exchange that brought it.
    public var exchange: Int64?
    public var grantType: String
    public var tokens: TokenSet
    /// Milliseconds since 1970.
    public var revokedAt: Int64?

    /// - Parameter grantType: nil for a code, and for a refresh where there is a parent.
    public init(
        id: Int64, provider: String, clientID: String? = nil, authorization: Int64? = nil, parent: Int64? = nil,
        exchange: Int64? = nil, grantType: String? = nil, tokens: TokenSet, revokedAt: Int64? = nil
    ) {
        self.id = id
        self.provider = provider
        self.clientID = clientID
        self.authorization = authorization
        self.parent = parent
        self.exchange = exchange
        self.grantType = grantType ?? (parent == nil ? "authorization_code" : "refresh_token")
        self.tokens = tokens
        self.revokedAt = revokedAt
    }
}
