public import HTTPMessage
public import OAuthCore

/// Fetches the public keys of a server (RFC 7517 §5, RFC 8414 §2 `jwks_uri`).
public struct KeysFlow: SingleRequestFlow {
    /// The server's public keys.
    public typealias Outcome = JSONWebKeySet

    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "keys", summary: "fetch the keys that the server signs with", section: "RFC 7517 §5",
        endpoints: [.keys], messages: [.keys], isRepeatable: true)

    /// What kind of message the flow sends.
    public let message = FlowMessage.keys

    /// A flow for the `jwks_uri` of the context's server.
    public init() {}

    /// The request, before any edit.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        .json("GET", to: try context.server.url(of: .keys))
    }

    /// The keys in the response.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> JSONWebKeySet {
        try JSONWebKeySet.process(response)
    }
}
