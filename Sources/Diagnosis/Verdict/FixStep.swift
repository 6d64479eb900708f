public import OAuthCore

/// One step of a fix: something that a session does, as a value. How a step is written as a command is not decided here.
public struct FixStep: Sendable, Equatable {
    public var action: Action
    /// How the client authenticates in the request of this step: a registered name such as `client_secret_post`
    /// (RFC 6749 §2.3); nil for the client's own method.
    public var clientAuthentication: String?
    /// Whether the request of this step goes past every proxy.
    public var bypassesProxy = false

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
    package static let exchange = FixStep(.exchange)
    package static let refresh = FixStep(.refresh(scope: nil))
    package static let introspect = FixStep(.introspect)
    static let revoke = FixStep(.revoke)
    package static let userinfo = FixStep(.userinfo)
    package static let listClients = FixStep(.listClients)
    package static let resetSecret = FixStep(.resetSecret)
    package static let discoverMetadata = FixStep(.discoverMetadata)

    /// The same step with another client authentication method, where its request authenticates a client.
    package func authenticating(by method: String) -> FixStep {
        guard authenticatesClient else { return self }
        var step = self
        step.clientAuthentication = method
        return step
    }

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
