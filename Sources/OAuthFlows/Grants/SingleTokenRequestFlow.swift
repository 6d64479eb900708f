public import HTTPMessage
public import OAuthCore

/// A grant of one token request, which sends its inputs as they are.
public protocol SingleTokenRequestFlow: TokenFlow, SingleRequestFlow {
    static var grant: GrantFlow { get }
    var inputs: GrantInputs { get }
}

extension SingleTokenRequestFlow {
    /// What kind of message the flow sends.
    public var message: FlowMessage { .token }

    /// The token request with the client's authentication (RFC 6749 §3.2).
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try TokenRequest(
            Self.grant, client: context.client, values: inputs.values,
            authenticationMethod: context.authenticationMethod
        ).draft(in: context)
    }

    /// The scope in the request that was sent counts as asked for, then the earlier one.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> TokenOutcome {
        try inputs.outcome(of: response, to: request, context)
    }
}

extension GrantInputs {
    /// The tokens of a response; the scope in the request that was sent counts as asked for, then the earlier one.
    func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> TokenOutcome {
        let requested = request.parameters.first("scope").map { Scope($0) } ?? requested ?? previous?.scope ?? Scope()
        let processed = try TokenResponse.process(
            response, requested: requested, receivedAt: context.now, dialect: context.dialect)
        return TokenOutcome(
            tokens: previous.map(processed.tokens.succeeding) ?? processed.tokens, warnings: processed.warnings,
            requested: requested, request: request)
    }
}
