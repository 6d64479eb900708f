public import HTTPMessage

/// Replaces a client's secret by the provider's own API; the old one ends at once.
public struct SecretResetFlow: SingleRequestFlow {
    public typealias Outcome = ManagedClient

    public static let description = FlowDescription(
        name: "client reset-secret", summary: "replace a client's secret", section: "the provider's own API",
        inputs: [FlowInput("client_id", "the client", isRequired: true)], messages: [.clientReset],
        isRepeatable: false)

    public let message = FlowMessage.clientReset
    public let management: ClientManagement
    public let clientID: String

    public init(at management: ClientManagement, of clientID: String) {
        self.management = management
        self.clientID = clientID
    }

    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try management.resetSecret(of: clientID)
    }

    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> ManagedClient {
        try ManagedClient.processReset(response)
    }
}
