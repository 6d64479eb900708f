public import HTTPMessage

/// Asks the server about a token (RFC 7662 §2).
public struct IntrospectionFlow: SingleRequestFlow {
    public typealias Outcome = IntrospectionResponse

    public static let description = FlowDescription(
        name: "introspect", summary: "ask the server about a token", section: "RFC 7662 §2",
        inputs: FlowInput.tokenAndHint, endpoints: [.introspection],
        metadata: ["token_endpoint_auth_methods_supported"], messages: [.introspection], isRepeatable: true)

    public let message = FlowMessage.introspection
    public let token: String
    public let tokenTypeHint: String?
    /// An access token to ask with in place of the client's credentials; nil where the client authenticates.
    public let bearer: String?

    public init(token: String, tokenTypeHint: String? = nil, bearer: String? = nil) {
        self.token = token
        self.tokenTypeHint = tokenTypeHint
        self.bearer = bearer
    }

    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        let caller = bearer.map(IntrospectionRequest.Caller.bearer)
        return try IntrospectionRequest(
            token: token, tokenTypeHint: tokenTypeHint,
            caller: caller ?? .client(context.client, method: context.authenticationMethod)
        ).draft(in: context)
    }

    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> IntrospectionResponse {
        try IntrospectionResponse.process(response)
    }
}

extension FlowInput {
    /// The parameters of introspection and revocation (RFC 7662 §2.1, RFC 7009 §2.1).
    static let tokenAndHint = [
        FlowInput("token", "the token", isRequired: true, isSecret: true, hint: .token),
        FlowInput("token_type_hint", "access_token or refresh_token"),
    ]
}
