internal import HTTPMessage
internal import OAuthCore

extension GrantFlow {
    /// Gets tokens for the client itself (RFC 6749 §4.4).
    public static let clientCredentials = GrantFlow(ClientCredentialsFlow.self) { ClientCredentialsFlow($0) }
}

/// Gets tokens for the client itself, without a user (RFC 6749 §4.4.2).
public struct ClientCredentialsFlow: SingleTokenRequestFlow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "client_credentials", summary: "tokens for the client itself, without a user",
        section: "RFC 6749 §4.4.2", inputs: [.scope, .resource, .audience], endpoints: [.token],
        metadata: ["token_endpoint_auth_methods_supported"], messages: [.token], isRepeatable: true)

    /// The grant in the table of grants.
    public static let grant = GrantFlow.clientCredentials

    /// The values that the token request is made from.
    public let inputs: GrantInputs

    /// A flow of these values.
    public init(_ inputs: GrantInputs) { self.inputs = inputs }
}
