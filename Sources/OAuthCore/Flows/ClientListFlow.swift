public import HTTPMessage

/// Lists the account's clients by the provider's own API.
public struct ClientListFlow: SingleRequestFlow {
    public typealias Outcome = [ManagedClient]

    public static let description = FlowDescription(
        name: "client list", summary: "list the account's clients", section: "the provider's own API",
        messages: [.clientList], isRepeatable: true)

    public let message = FlowMessage.clientList
    public let management: ClientManagement

    public init(at management: ClientManagement) { self.management = management }

    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest { try management.list() }

    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> [ManagedClient] {
        try ManagedClient.processList(response)
    }
}
