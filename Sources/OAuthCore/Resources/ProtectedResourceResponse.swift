public import HTTPMessage

/// What a protected resource answered (RFC 6750 §3).
public struct ProtectedResourceResponse: Sendable, Equatable {
    public let response: HTTPResponse
    public let challenges: [AuthenticationChallenge]

    static let doing = "calling the protected resource"

    /// - Throws: for a status of 300 and above, ``OAuthError/Code/refused`` with the server's words where it gave any in
    ///   its challenge or in its body, else ``OAuthError/Code/unexpectedStatus``.
    public static func process(_ response: HTTPResponse) throws(OAuthError) -> ProtectedResourceResponse {
        try process(response, doing: doing)
    }

    static func process(_ response: HTTPResponse, doing: String) throws(OAuthError) -> ProtectedResourceResponse {
        let challenges = AuthenticationChallenge.parse(response.headers)
        if let refusal = ResponseBody(response, doing: doing).refusal() {
            throw refusal.code == .refused ? refusal : silent(response, challenges, refusal)
        }
        return ProtectedResourceResponse(response: response, challenges: challenges)
    }

    /// A 401 that names no error means that no credential arrived (RFC 6750 §3.1).
    private static func silent(
        _ response: HTTPResponse, _ challenges: [AuthenticationChallenge], _ refusal: OAuthError
    ) -> OAuthError {
        guard response.status == 401, let challenge = challenges.first(where: { $0.isScheme("Bearer") }) else {
            return refusal
        }
        var error = refusal
        let realm = challenge.realm.map { " for \u{201C}\(PrintableText.safe($0, limit: 200))\u{201D}" } ?? ""
        error.code = .unexpectedStatus
        error.found = "The server answered 401 and asks for a bearer token\(realm), without naming an error"
        error.advice = "No credential arrived: send the access token in the Authorization header."
        return error
    }
}
