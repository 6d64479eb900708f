/// What to try next, by the server's error code.
enum ErrorAdvice {
    /// - Parameter code: of RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 7009 §2.2.1, RFC 9449 §5.
    static func advice(for code: String) -> String { table[code] ?? "See what the server says, and what was sent." }

    private static let table = [
        "invalid_request": "Compare what was sent with what the endpoint asks for: a parameter is missing, repeated "
            + "or malformed.",
        "invalid_client": "Check the client's id and secret, and whether the server wants them in the header or in "
            + "the body.",
        "invalid_grant": "The code or refresh token may be used, expired, or of another client, redirect URI or "
            + "verifier. Authorize again, and redeem the code at once.",
        "unauthorized_client": "The client is not registered for this; register the grant or use another.",
        "unsupported_grant_type": "The server does not know this grant; see grant_types_supported.",
        "unsupported_response_type": "The server does not know this response_type; use code.",
        "invalid_scope": "Ask only for scopes that the client is registered for, divided by blanks.",
        "access_denied": "The user or the server said no; ask again, maybe for less.",
        "server_error": "The server failed; try again.",
        "temporarily_unavailable": "The server is busy; try again later.",
        "invalid_token": "The access token is expired, revoked or of another server; refresh it or authorize again.",
        "insufficient_scope": "Authorize again with the scope that this resource asks for.",
        "unsupported_token_type": "The server cannot revoke tokens of this kind.",
        "use_dpop_nonce": "Repeat the request with the nonce that the server gave.",
    ]
}
