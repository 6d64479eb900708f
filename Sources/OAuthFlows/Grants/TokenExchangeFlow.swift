public import HTTPMessage
internal import JSONKit
public import OAuthCore

extension GrantFlow {
    /// Exchanges a token for another one (RFC 8693).
    public static let tokenExchange = GrantFlow(TokenExchangeFlow.self) { TokenExchangeFlow($0) }
}

/// Exchanges a token for another one, for the same user at another audience or by another actor (RFC 8693 §2).
public struct TokenExchangeFlow: SingleTokenRequestFlow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "urn:ietf:params:oauth:grant-type:token-exchange", summary: "another token in exchange for one",
        section: "RFC 8693 §2.1",
        inputs: [
            .resource, .audience, FlowInput("scope", "what the new token may do", hint: .scope),
            FlowInput(
                "requested_token_type", "what is wanted: \(TokenTypeURI.shortNames)", hint: .tokenType),
            FlowInput(
                "subject_token", "the token of the user that the new one is for, by number or as text",
                isRequired: true, isSecret: true, hint: .token, usual: .currentToken),
            FlowInput(
                "subject_token_type", "what it is; told by itself unless given", hint: .tokenType),
            FlowInput(
                "actor_token", "the token of the actor that acts for the user, by number or as text", isSecret: true,
                hint: .token),
            FlowInput("actor_token_type", "what it is; told by itself unless given", hint: .tokenType),
        ],
        endpoints: [.token], metadata: ["token_endpoint_auth_methods_supported"], messages: [.tokenExchange],
        isRepeatable: false, example: "subject_token=1 audience=calendar")

    /// The grant in the table of grants.
    public static let grant = GrantFlow.tokenExchange

    /// What kind of message the flow sends.
    public var message: FlowMessage { .tokenExchange }
    /// The values that the token request is made from.
    public let inputs: GrantInputs

    /// A flow of these values, which must have a `subject_token`. Types may be given by their short names, and a token
    /// without one tells its type itself.
    public init(_ inputs: GrantInputs) {
        var inputs = inputs
        for name in ["requested_token_type", "subject_token_type", "actor_token_type"] {
            inputs.values.set(name, inputs.values.first(name).map(TokenTypeURI.full))
        }
        for name in ["subject_token", "actor_token"] where inputs.values.first("\(name)_type") == nil {
            inputs.values.set("\(name)_type", inputs.values.first(name).map(TokenTypeURI.type(of:)))
        }
        self.inputs = inputs
    }

    /// The tokens of the response, which must say of what type they are (RFC 8693 §2.2.1).
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> TokenOutcome {
        let outcome = try inputs.outcome(of: response, to: request, context)
        // The type N_A is as it should be here: the token is not an access token.
        var warnings = outcome.warnings.filter {
            $0.code != "token-type-unknown" || outcome.tokens.tokenType.lowercased() != "n_a"
        }
        if outcome.tokens.issuedTokenType == nil {
            warnings.append(
                OAuthWarning(
                    "issued-token-type-missing", "issued_token_type is missing, so only the server knows what came",
                    section: "RFC 8693 §2.2.1"))
        }
        if request.parameters.first("actor_token") != nil, let jwt = try? JWTParts(reading: outcome.tokens.accessToken),
            jwt.claims["act"] == nil
        {
            warnings.append(
                OAuthWarning(
                    "act-missing", "An actor_token was sent, and the new token names no actor (act)",
                    section: "RFC 8693 §4.1"))
        }
        return TokenOutcome(
            tokens: outcome.tokens, warnings: warnings, requested: outcome.requested, request: outcome.request)
    }
}

extension FlowMessage {
    /// A token request that exchanges a token.
    public static let tokenExchange = FlowMessage(
        name: "token", summary: "token exchange request", section: "RFC 8693 §2.1",
        standIn: .standIn([
            "access_token": "<access_token>", "issued_token_type": JSON(TokenTypeURI.accessToken),
            "token_type": "Bearer",
        ]))
}
