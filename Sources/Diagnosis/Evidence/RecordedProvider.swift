public import OAuthCore

/// The provider as the session knows it.
public struct RecordedProvider: Sendable, Equatable {
    /// The name that the session gives the provider; empty where it has none.
    public var name: String
    /// What a path of `get`, `post` and the others is added to.
    public var baseURL: String
    /// The metadata of the authorization server (RFC 8414 §2).
    public var server: AuthorizationServer
    /// Where clients are managed by the provider's own API.
    public var clientsURL: String?

    /// A provider; by default nothing of it is known.
    public init(
        name: String = "", baseURL: String = "", server: AuthorizationServer = AuthorizationServer(),
        clientsURL: String? = nil
    ) {
        self.name = name
        self.baseURL = baseURL
        self.server = server
        self.clientsURL = clientsURL
    }
}
