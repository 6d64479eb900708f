public import HTTPMessage

/// What a protected resource answered (RFC 6750 §3).
public struct ProtectedResourceResponse: Sendable, Equatable {
    /// The response as it came.
    public let response: HTTPResponse
    /// The challenges in its `WWW-Authenticate` fields (RFC 9110 §11.6.1).
    public let challenges: [AuthenticationChallenge]

    static let doing = "calling the protected resource"

    /// - Throws: for a status of 300 and above, ``OAuthError/Code/refused`` with the server's words where it gave any in
    ///   its challenge or in its body, else ``OAuthError/Code/unexpectedRedirect`` or
    ///   ``OAuthError/Code/unexpectedStatus``.
    public static func process(_ response: HTTPResponse) throws(OAuthError) -> ProtectedResourceResponse {
        try process(response, doing: doing)
    }

    static func process(_ response: HTTPResponse, doing: String) throws(OAuthError) -> ProtectedResourceResponse {
        let challenges = AuthenticationChallenge.parse(response.headers)
        let body = ResponseBody(response, doing: doing)
        switch response.status {
        case 200..<300: return ProtectedResourceResponse(response: response, challenges: challenges)
        case 300..<400: throw body.redirect
        default: throw body.refused ?? silent(body.unexpectedStatus, challenges)
        }
    }

    /// A refusal in no words that OAuth knows. A 401 that asks for a token and names no error means by RFC 6750
    /// §3.1 that none arrived; many servers answer a token that they do not take in the same way.
    private static func silent(_ error: OAuthError, _ challenges: [AuthenticationChallenge]) -> OAuthError {
        guard error.status == 401, let challenge = challenges.first(where: { $0.isScheme("Bearer") }) else {
            return error
        }
        var silent = error
        let realm = challenge.realm.map { " for \u{201C}\(PrintableText.safe($0, limit: 200))\u{201D}" } ?? ""
        silent.found += " and asks for a bearer token\(realm), without naming an error"
        silent.advice =
            "The server names no reason: `why` compares what was sent, and the token's audience, scope and end, with it."
        return silent
    }
}
