public import HTTPMessage

/// Registers a client by the provider's own API.
public struct ClientCreationFlow: SingleRequestFlow {
    public typealias Outcome = ManagedClient

    public static let description = FlowDescription(
        name: "client create", summary: "register a client at the provider", section: "the provider's own API",
        inputs: [
            FlowInput("name", "what the user will see at consent", isRequired: true),
            FlowInput(
                "redirect", "where users may be sent back to", isRequired: true, isRepeatable: true,
                hint: .redirectURI),
            .scope,
        ], messages: [.clientCreation], isRepeatable: false)

    public let message = FlowMessage.clientCreation
    public let management: ClientManagement
    public let name: String
    public let redirectURIs: [String]
    public let scope: Scope

    public init(at management: ClientManagement, name: String, redirectURIs: [String], scope: Scope) {
        self.management = management
        self.name = name
        self.redirectURIs = redirectURIs
        self.scope = scope
    }

    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try management.create(name: name, redirectURIs: redirectURIs, scope: scope)
    }

    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> ManagedClient {
        try ManagedClient.processCreated(response)
    }
}
