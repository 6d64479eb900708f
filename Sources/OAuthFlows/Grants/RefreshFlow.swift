internal import HTTPMessage
internal import OAuthCore

extension GrantFlow {
    /// Refreshes tokens (RFC 6749 §6).
    public static let refreshToken = GrantFlow(RefreshFlow.self) { RefreshFlow($0) }
}

/// Gets new tokens for a refresh token (RFC 6749 §6). A server that rotates refresh tokens takes a second use for theft
/// (RFC 9700 §4.14.2).
public struct RefreshFlow: SingleTokenRequestFlow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "refresh_token", shortName: "refresh", summary: "new tokens for a refresh token",
        section: "RFC 6749 §6",
        inputs: [
            FlowInput("refresh_token", "the refresh token", isRequired: true, isSecret: true, hint: .token),
            FlowInput("scope", "no more than was granted; by default all of it", hint: .scope),
        ],
        endpoints: [.token], metadata: ["token_endpoint_auth_methods_supported"], messages: [.token],
        isRepeatable: false)

    /// The grant in the table of grants.
    public static let grant = GrantFlow.refreshToken

    /// The values that the token request is made from.
    public let inputs: GrantInputs

    /// A flow of these values, which must have a `refresh_token`.
    public init(_ inputs: GrantInputs) { self.inputs = inputs }
}
