public import HTTPMessage
internal import JSONKit
public import OAuthCore

/// Asks who the user is (OpenID Connect Core §5.3).
public struct UserInfoFlow: SingleRequestFlow {
    /// The claims of the user.
    public typealias Outcome = UserInfoResponse

    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "userinfo", summary: "ask who the user is", section: "OpenID Connect Core §5.3",
        inputs: [FlowInput("access_token", "the token to ask with", isRequired: true, isSecret: true, hint: .token)],
        endpoints: [.userinfo], messages: [.userinfo], isRepeatable: true)

    /// What kind of message the flow sends.
    public let message = FlowMessage.userinfo
    /// The access token to ask with, and the ID token that names the user.
    public let tokens: TokenSet

    /// A flow that asks with these tokens.
    public init(tokens: TokenSet) { self.tokens = tokens }

    /// The request, before any edit.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        try UserInfoRequest(tokens: tokens).draft(for: context.server)
    }

    /// The claims must be of the user whom the ID token names, where there is one.
    public func outcome(
        of response: HTTPResponse, to request: OAuthRequest, _ context: FlowContext
    ) throws(OAuthError) -> UserInfoResponse {
        let subject = tokens.idToken.flatMap { try? JWTParts(reading: $0) }?.claims["sub"]?.string
        return try UserInfoResponse.process(response, subject: subject)
    }
}
