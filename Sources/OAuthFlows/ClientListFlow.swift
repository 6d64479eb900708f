public import HTTPMessage
public import OAuthCore

/// Lists the account's clients by the provider's own API.
public struct ClientListFlow: SingleRequestFlow {
    /// The account's clients, without their secrets.
    public typealias Outcome = [ManagedClient]

    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "client list", summary: "list the account's clients", section: "the provider's own API",
        messages: [.clientList], isRepeatable: true)

    /// What kind of message the flow sends.
    public let message = FlowMessage.clientList
    /// Where the provider manages clients, and with which key.
    public let management: ClientManagement

    /// A flow that asks there.
    public init(at management: ClientManagement) { self.management = management }

    /// The request, before any edit.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest { try management.list() }

    /// The clients in the response.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> [ManagedClient] {
        try ManagedClient.processList(response)
    }
}
