public import HTTPMessage
public import OAuthCore

/// An authorization request, as far as it differs from the one that the session would send by itself.
public struct AuthorizationChange: Sendable, Equatable {
    /// What to ask for; nil for the scope of the client.
    public var scope: Scope?
    /// Further parameters of the request: `prompt`, `resource`.
    public var parameters: [FormParameter]
    /// The redirect URI; nil for the client's first.
    public var redirectURI: String?
    /// Who is to sign in; nil for anyone.
    public var user: String?

    /// A change of an authorization request; what is nil or empty stays as it was.
    public init(
        scope: Scope? = nil, parameters: [FormParameter] = [], redirectURI: String? = nil, user: String? = nil
    ) {
        self.scope = scope
        self.parameters = parameters
        self.redirectURI = redirectURI
        self.user = user
    }
}
