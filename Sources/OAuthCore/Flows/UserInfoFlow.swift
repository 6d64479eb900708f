public import HTTPMessage
internal import JSONKit

/// Asks who the user is (OpenID Connect Core §5.3).
public struct UserInfoFlow: SingleRequestFlow {
    public typealias Outcome = UserInfoResponse

    public static let description = FlowDescription(
        name: "userinfo", summary: "ask who the user is", section: "OpenID Connect Core §5.3",
        inputs: [FlowInput("access_token", "the token to ask with", isRequired: true, isSecret: true, hint: .token)],
        endpoints: [.userinfo], messages: [.userinfo], isRepeatable: true)

    public let message = FlowMessage.userinfo
    public let tokens: TokenSet

    public init(tokens: TokenSet) { self.tokens = tokens }

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
