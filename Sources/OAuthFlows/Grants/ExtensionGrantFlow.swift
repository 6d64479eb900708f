public import HTTPMessage
public import OAuthCore

extension GrantFlow {
    /// A grant that Keyway has no flow for: one token request with the given values (RFC 6749 §4.5).
    ///
    /// - Parameter type: the value of `grant_type`, an absolute URI or a server's own name.
    public static func other(_ type: String) -> GrantFlow {
        GrantFlow(description: ExtensionGrantFlow.describe(type)) { inputs throws(OAuthError) in
            ExtensionGrantFlow(type, inputs)
        }
    }
}

/// Gets tokens by an extension grant, whose parameters are sent as they are given (RFC 6749 §4.5).
public struct ExtensionGrantFlow: TokenFlow, SingleRequestFlow {
    /// The tokens that came.
    public typealias Outcome = TokenOutcome

    /// What extension grants have in common.
    public static let description: FlowDescription = describe("extension_grant")

    /// What kind of message the flow sends.
    public var message: FlowMessage { .token }
    private let grant: GrantFlow
    private let inputs: GrantInputs

    init(_ type: String, _ inputs: GrantInputs) {
        grant = GrantFlow.other(type)
        self.inputs = inputs
    }

    static func describe(_ type: String) -> FlowDescription {
        FlowDescription(
            name: type, summary: "tokens by the grant type \(PrintableText.safe(type, limit: 200))",
            section: "RFC 6749 §4.5", inputs: [.scope, .resource, .audience], endpoints: [.token],
            metadata: ["token_endpoint_auth_methods_supported"], messages: [.token], isRepeatable: false)
    }

    /// The token request, with the client's authentication.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try TokenRequest(
            grant, client: context.client, values: inputs.values, authenticationMethod: context.authenticationMethod
        ).draft(in: context)
    }

    /// The tokens of the response.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> TokenOutcome {
        try inputs.outcome(of: response, to: request, context)
    }
}
