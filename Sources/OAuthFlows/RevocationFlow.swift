public import HTTPMessage
public import OAuthCore

/// Revokes a token (RFC 7009 §2).
public struct RevocationFlow: SingleRequestFlow {
    /// That the server took the revocation.
    public typealias Outcome = RevocationResponse

    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "revoke", summary: "revoke a token", section: "RFC 7009 §2", inputs: FlowInput.tokenAndHint,
        endpoints: [.revocation], metadata: ["token_endpoint_auth_methods_supported"], messages: [.revocation],
        isRepeatable: true)

    /// What kind of message the flow sends.
    public let message = FlowMessage.revocation
    /// The token that is revoked.
    public let token: String
    /// `access_token` or `refresh_token`; nil leaves the hint out (RFC 7009 §2.1).
    public let tokenTypeHint: String?

    /// A flow that revokes this token.
    public init(token: String, tokenTypeHint: String? = nil) {
        self.token = token
        self.tokenTypeHint = tokenTypeHint
    }

    /// The revocation request with the client's authentication.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try RevocationRequest(
            token: token, tokenTypeHint: tokenTypeHint, client: context.client,
            authenticationMethod: context.authenticationMethod
        ).draft(in: context)
    }

    /// What the response says.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> RevocationResponse {
        try RevocationResponse.process(response)
    }
}
