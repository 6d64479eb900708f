public import OAuthCore

/// One step of a fix: something that a session does, as a value. How a step is written as a command is not decided here.
public struct FixStep: Sendable, Equatable {
    /// What the step does.
    public var action: Action
    /// How the client authenticates in the request of this step: a registered name such as `client_secret_post`
    /// (RFC 6749 §2.3); nil for the client's own method.
    public var clientAuthentication: String?
    /// Whether the request of this step goes past every proxy.
    public var bypassesProxy = false

    /// A step with the client's own authentication method and the session's proxy.
    public init(_ action: Action) { self.action = action }

    /// What a step does, always with what the session holds at that moment.
    public enum Action: Sendable, Equatable {
        /// Asks the user again (RFC 6749 §4.1.1).
        case authorize(AuthorizationChange)
        /// Redeems the newest code (RFC 6749 §4.1.3).
        case exchange
        /// Refreshes the tokens (RFC 6749 §6); with the scope that was granted where `scope` is nil.
        case refresh(scope: Scope?)
        /// Asks the server about the token (RFC 7662).
        case introspect
        /// Revokes the token (RFC 7009).
        case revoke
        /// Asks who the user is (OpenID Connect Core §5.3).
        case userinfo
        /// Calls a resource with the current token.
        case call(ResourceCall)
        /// Asks the provider for the account's clients.
        case listClients
        /// Replaces the client's secret at the provider.
        case resetSecret
        /// Registers a new client at the provider, which becomes the current one.
        case createClient(name: String, scope: Scope)
        /// Fetches the metadata of the provider again (RFC 8414 §3).
        case discoverMetadata
        /// Changes a member of the provider's metadata by its registered name (RFC 8414 §2).
        case setMetadata(name: String, value: String)
        /// Uses the provider with this issuer identifier from now on.
        case useIssuer(String)
    }
}

extension FixStep {
    /// Redeems the newest code (RFC 6749 §4.1.3).
    package static let exchange = FixStep(.exchange)
    /// Refreshes the tokens with the scope that was granted (RFC 6749 §6).
    package static let refresh = FixStep(.refresh(scope: nil))
    /// Asks the server about the token (RFC 7662).
    package static let introspect = FixStep(.introspect)
    static let revoke = FixStep(.revoke)
    /// Asks who the user is (OpenID Connect Core §5.3).
    package static let userinfo = FixStep(.userinfo)
    /// Asks the provider for the account's clients.
    package static let listClients = FixStep(.listClients)
    /// Replaces the client's secret at the provider.
    package static let resetSecret = FixStep(.resetSecret)
    /// Fetches the metadata of the provider again (RFC 8414 §3).
    package static let discoverMetadata = FixStep(.discoverMetadata)

    /// The same step with another client authentication method, where its request authenticates a client.
    package func authenticating(by method: String) -> FixStep {
        guard authenticatesClient else { return self }
        var step = self
        step.clientAuthentication = method
        return step
    }

    /// The same step with a request that goes past every proxy.
    package var withoutProxy: FixStep {
        var step = self
        step.bypassesProxy = true
        return step
    }

    private var authenticatesClient: Bool {
        switch action {
        case .exchange, .refresh, .introspect, .revoke: true
        default: false
        }
    }
}
