public import HTTPMessage
internal import JSONKit
public import OAuthCore

/// Registers a client by the provider's own API.
public struct ClientCreationFlow: SingleRequestFlow {
    /// The registered client, with its secret.
    public typealias Outcome = ManagedClient

    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "client create", summary: "register a client at the provider", section: "the provider's own API",
        inputs: [
            FlowInput("name", "what the user will see at consent", isRequired: true),
            FlowInput(
                "redirect", "where users may be sent back to", isRequired: true, isRepeatable: true,
                hint: .redirectURI),
            .scope,
        ], messages: [.clientCreation], isRepeatable: false)

    /// What kind of message the flow sends.
    public let message = FlowMessage.clientCreation
    /// Where the provider manages clients, and with which key.
    public let management: ClientManagement
    /// The name that users see at consent.
    public let name: String
    /// The redirect URIs to register.
    public let redirectURIs: [String]
    /// The scope to register for.
    public let scope: Scope
    /// What the client brings, of the kinds that are registered; its public half is sent.
    public let credentials: [Credential]
    /// The name of a ``ClientAuthenticator``; nil for the first that the credentials allow, or the server's usual one.
    public let authenticationMethod: String?

    /// A flow that registers a client with these values.
    public init(
        at management: ClientManagement, name: String, redirectURIs: [String], scope: Scope,
        credentials: [Credential] = [], authenticationMethod: String? = nil
    ) {
        self.credentials = credentials
        self.authenticationMethod =
            authenticationMethod
            ?? ClientAuthenticator.all.first { !$0.needs.isEmpty && $0.works(with: credentials) }?.name
        self.management = management
        self.name = name
        self.redirectURIs = redirectURIs
        self.scope = scope
    }

    /// The request, before any edit.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        var request = try management.create(name: name, redirectURIs: redirectURIs, scope: scope)
        if let authenticationMethod { request.set("tokenEndpointAuthMethod", JSON(authenticationMethod)) }
        for credential in credentials {
            for (name, value) in credential.kind.registered(of: credential) { request.set(name, value) }
        }
        return request
    }

    /// The registered client.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> ManagedClient {
        try ManagedClient.processCreated(response)
    }
}
