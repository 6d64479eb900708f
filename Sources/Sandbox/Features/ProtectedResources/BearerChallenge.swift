internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

/// Refusals that say how to authenticate: OpenAI's shape in the body, RFC 6750 in the header.
enum BearerChallenge {
    private static let realm = "sandbox"

    static func refusal(
        _ status: Int, type: String, error: String, _ description: String, scope: String? = nil, cause: String? = nil
    ) -> Refusal {
        let challenge = AuthenticationChallenge.bearer(
            realm: realm, error: error, description: description.asciiOnly, scope: scope)
        return .api(
            status, type: type, description, code: error,
            headers: [HTTPHeader("WWW-Authenticate", challenge.fieldValue)],
            cause: "\(error): \(cause ?? description)")
    }

    static func invalidToken(
        _ description: String = "The access token is unknown, expired or revoked.", cause: String
    ) -> Refusal {
        refusal(401, type: "authentication_error", error: "invalid_token", description, cause: cause)
    }

    /// Without an error attribute, since nothing was wrong with what was sent (RFC 6750 §3.1).
    static func missingToken(
        _ message: String = "Send an access token as \u{201C}Authorization: Bearer \u{2026}\u{201D}.", cause: String
    ) -> Refusal {
        .api(
            401, type: "authentication_error", message, code: "missing_token",
            headers: [HTTPHeader("WWW-Authenticate", AuthenticationChallenge.bearer(realm: realm).fieldValue)],
            cause: cause)
    }

    static var twoHeaders: Refusal {
        refusal(
            400, type: "invalid_request_error", error: "invalid_request", "There is more than one Authorization header."
        )
    }
}
