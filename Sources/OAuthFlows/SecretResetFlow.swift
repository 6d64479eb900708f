public import HTTPMessage
public import OAuthCore

/// Replaces a client's secret by the provider's own API; the old one ends at once.
public struct SecretResetFlow: SingleRequestFlow {
    /// The client with its new secret.
    public typealias Outcome = ManagedClient

    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "client reset-secret", summary: "replace a client's secret", section: "the provider's own API",
        inputs: [FlowInput("client_id", "the client", isRequired: true)], messages: [.clientReset],
        isRepeatable: false)

    /// What kind of message the flow sends.
    public let message = FlowMessage.clientReset
    /// Where the provider manages clients, and with which key.
    public let management: ClientManagement
    /// The client whose secret is replaced.
    public let clientID: String

    /// A flow that replaces the secret of this client.
    public init(at management: ClientManagement, of clientID: String) {
        self.management = management
        self.clientID = clientID
    }

    /// The request, before any edit.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try management.resetSecret(of: clientID)
    }

    /// The client with its new secret.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> ManagedClient {
        try ManagedClient.processReset(response)
    }
}
