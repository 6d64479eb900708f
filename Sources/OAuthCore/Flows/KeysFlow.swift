public import HTTPMessage

/// Fetches the public keys of a server (RFC 7517 §5, RFC 8414 §2 `jwks_uri`).
public struct KeysFlow: SingleRequestFlow {
    public typealias Outcome = JSONWebKeySet

    public static let description = FlowDescription(
        name: "keys", summary: "fetch the keys that the server signs with", section: "RFC 7517 §5",
        endpoints: [.keys], messages: [.keys], isRepeatable: true)

    public let message = FlowMessage.keys

    public init() {}

    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        .json("GET", to: try context.server.url(of: .keys))
    }

    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> JSONWebKeySet {
        try JSONWebKeySet.process(response)
    }
}
