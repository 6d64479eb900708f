public import OAuthCore

/// A set of tokens with its lineage.
public struct RecordedToken: Sendable, Equatable {
    /// The number of the set in the session.
    public var id: Int64
    /// The name of the provider that issued the tokens.
    public var provider: String
    /// The `client_id` of the client that the tokens were issued to; nil where the session knows none.
    public var clientID: String?
    /// The id of the authorization whose code brought the tokens; nil where there is none.
    public var authorization: Int64?
    /// The set that it came of: the one that was refreshed, or whose token was exchanged.
    public var parent: Int64?
    /// The exchange that brought it.
    public var exchange: Int64?
    /// The `grant_type` of the request that brought the tokens.
    public var grantType: String
    /// The tokens with their scope and the time of their end.
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
