public import HTTPMessage

/// Revokes a token (RFC 7009 §2).
public struct RevocationFlow: SingleRequestFlow {
    public typealias Outcome = RevocationResponse

    public static let description = FlowDescription(
        name: "revoke", summary: "revoke a token", section: "RFC 7009 §2", inputs: FlowInput.tokenAndHint,
        endpoints: [.revocation], metadata: ["token_endpoint_auth_methods_supported"], messages: [.revocation],
        isRepeatable: true)

    public let message = FlowMessage.revocation
    public let token: String
    public let tokenTypeHint: String?

    public init(token: String, tokenTypeHint: String? = nil) {
        self.token = token
        self.tokenTypeHint = tokenTypeHint
    }

    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try RevocationRequest(
            token: token, tokenTypeHint: tokenTypeHint, client: context.client,
            authenticationMethod: context.authenticationMethod
        ).draft(in: context)
    }

    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> RevocationResponse {
        try RevocationResponse.process(response)
    }
}
