internal import HTTPMessage

/// What to try next after a refusal.
enum ErrorAdvice {
    /// - Parameter code: of RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 7009 §2.2.1, RFC 9449 §5.
    static func advice(for code: String, in response: HTTPResponse? = nil) -> String {
        byCode[code] ?? response.map(advice) ?? "See what the server says, and what was sent."
    }

    /// What to try where the server gave no code that says more than its status.
    static func advice(for response: HTTPResponse) -> String {
        switch response.status {
        case 401: "Check the credential: whether it was sent, is of the right kind, and has not expired."
        case 403: "The credential was understood and is not enough: check its scope, and what the account may do."
        case 404: "Check the URL: its path, and the id in it."
        case 405: "Check the method: the resource knows others."
        case 415: "Check the Content-Type: the resource reads another."
        case 429: waiting(response)
        case 500...: "The server failed; try again later."
        default: "See what the server says, and what was sent."
        }
    }

    /// `Retry-After` counts seconds or names a date (RFC 9110 §10.2.3).
    private static func waiting(_ response: HTTPResponse) -> String {
        guard let wait = response.headers["Retry-After"].map({ PrintableText.safe($0, limit: 40) }) else {
            return "Too many requests; wait, then try again."
        }
        let seconds = wait.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(wait) : nil
        return "Too many requests; try again \(seconds.map { "in \($0.counted("second"))" } ?? "after \(wait)")."
    }

    private static let byCode = [
        "invalid_request": "Compare what was sent with what the endpoint asks for: a parameter is missing, repeated "
            + "or malformed.",
        "invalid_client": "Check the client's id and secret, and whether the server wants them in the header or in "
            + "the body.",
        "invalid_grant": "The code or refresh token may be used, expired, or of another client, redirect URI or "
            + "verifier. Authorize again, and redeem the code at once.",
        "unauthorized_client": "The client is not registered for this; register the grant or use another.",
        "unsupported_grant_type": "The server does not know this grant; see grant_types_supported.",
        "unsupported_response_type": "The server does not know this response_type; use code.",
        "invalid_scope": "Ask only for scopes that the client is registered for, divided by spaces.",
        "access_denied": "The user or the server said no; ask again, maybe for less.",
        "server_error": "The server failed; try again.",
        "temporarily_unavailable": "The server is busy; try again later.",
        "invalid_token": "The access token is expired, revoked or of another server; refresh it or authorize again.",
        "insufficient_scope": "Authorize again with the scope that this resource asks for.",
        "unsupported_token_type": "The server cannot revoke tokens of this kind.",
        "use_dpop_nonce": "Repeat the request with the nonce that the server gave.",
    ]
}
