public import HTTPMessage
public import OAuthCore

/// Asks the server about a token (RFC 7662 §2).
public struct IntrospectionFlow: SingleRequestFlow {
    /// What the server says of the token.
    public typealias Outcome = IntrospectionResponse

    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "introspect", summary: "ask the server about a token", section: "RFC 7662 §2",
        inputs: FlowInput.tokenAndHint, endpoints: [.introspection],
        metadata: ["token_endpoint_auth_methods_supported"], messages: [.introspection], isRepeatable: true)

    /// What kind of message the flow sends.
    public let message = FlowMessage.introspection
    /// The token that is asked about.
    public let token: String
    /// `access_token` or `refresh_token`; nil leaves the hint out (RFC 7662 §2.1).
    public let tokenTypeHint: String?
    /// An access token to ask with in place of the client's credentials; nil where the client authenticates.
    public let bearer: String?

    /// A flow that asks about a token; with `bearer` the caller proves itself by that token and not as a client.
    public init(token: String, tokenTypeHint: String? = nil, bearer: String? = nil) {
        self.token = token
        self.tokenTypeHint = tokenTypeHint
        self.bearer = bearer
    }

    /// The introspection request with the caller's authentication.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        let caller = bearer.map(IntrospectionRequest.Caller.bearer)
        return try IntrospectionRequest(
            token: token, tokenTypeHint: tokenTypeHint,
            caller: caller ?? .client(context.client, method: context.authenticationMethod)
        ).draft(in: context)
    }

    /// What the response says.
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
