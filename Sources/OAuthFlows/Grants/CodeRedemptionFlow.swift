internal import HTTPMessage
public import OAuthCore

extension GrantFlow {
    /// Redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
    public static let authorizationCode = GrantFlow(CodeRedemptionFlow.self) { CodeRedemptionFlow($0) }
}

/// Redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5). Never send its request twice: the second time may revoke what the
/// first one gave (RFC 6749 §4.1.2).
public struct CodeRedemptionFlow: SingleTokenRequestFlow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "authorization_code", shortName: "exchange", summary: "redeem a code that the user's consent gave",
        section: "RFC 6749 §4.1.3",
        inputs: [
            FlowInput("code", "the authorization code", isRequired: true, isSecret: true),
            FlowInput("redirect_uri", "the same as in the authorization request", hint: .redirectURI),
            FlowInput("code_verifier", "what the code challenge was made from (RFC 7636 §4.5)", isSecret: true),
        ],
        endpoints: [.token], metadata: ["token_endpoint_auth_methods_supported"], messages: [.token],
        isRepeatable: false)

    /// The grant in the table of grants.
    public static let grant = GrantFlow.authorizationCode

    /// The values that the token request is made from.
    public let inputs: GrantInputs

    /// A flow of these values, which must have a `code`.
    public init(_ inputs: GrantInputs) { self.inputs = inputs }

    /// The redemption of the code that an authorization brought.
    ///
    /// - Throws: ``OAuthError/Code/codeMissing``.
    public init(after authorization: AuthorizationOutcome) throws(OAuthError) {
        guard let code = authorization.response.code else {
            throw OAuthError(
                .codeMissing, doing: "preparing the token request", found: "The authorization brought no code",
                advice: "Authorize again with response_type=code.")
        }
        var values: FormParameters = ["code": code]
        values.set("redirect_uri", authorization.request.parameters.first("redirect_uri"))
        values.set("code_verifier", authorization.verifier)
        self.init(GrantInputs(values, requested: authorization.requested))
    }
}
