internal import HTTPMessage
internal import OAuthCore

extension GrantFlow {
    /// Gets tokens for a user's name and password (RFC 6749 §4.3).
    public static let password = GrantFlow(PasswordFlow.self) { PasswordFlow($0) }
}

/// Gets tokens for a user's name and password, which the client sees (RFC 6749 §4.3.2). RFC 9700 §2.4 forbids it; it is
/// here to test servers that still serve it.
public struct PasswordFlow: SingleTokenRequestFlow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "password", summary: "tokens for a user's name and password", section: "RFC 6749 §4.3.2",
        inputs: [
            FlowInput("username", "the user's name", isRequired: true),
            FlowInput("password", "the user's password; ? asks for it", isRequired: true, isSecret: true),
            .scope, .resource, .audience,
        ],
        endpoints: [.token], metadata: ["token_endpoint_auth_methods_supported"], messages: [.token],
        isRepeatable: false, example: "username=ada password=?",
        caution:
            "RFC 9700 §2.4 forbids this grant: the client sees the user's password. It is here to test old servers.")

    /// The grant in the table of grants.
    public static let grant = GrantFlow.password

    /// The values that the token request is made from.
    public let inputs: GrantInputs

    /// A flow of these values, which must have a `username` and a `password`.
    public init(_ inputs: GrantInputs) { self.inputs = inputs }
}
