public import HTTPMessage

/// What the server sent back through the browser (RFC 6749 §4.1.2), checked.
public struct AuthorizationResponse: Sendable, Equatable {
    /// Nil only where the response type asked for none.
    public let code: String?
    /// The `state` that came back; nil where none did.
    public let state: String?
    /// `iss` (RFC 9207).
    public let issuer: String?
    /// Everything that came, in its order.
    public let parameters: FormParameters
    /// What the response has against recommendations that do not make it unusable.
    public let warnings: [OAuthWarning]

    /// What errors of ``process(_:expecting:)`` say was being done.
    public static let doing = AuthorizationCallback.doing

    /// Reads and checks an authorization response.
    ///
    /// State and issuer are checked before an error of the server is believed: it could be forged too.
    /// - Parameter callback: the URL that the browser was sent to, or its query alone.
    /// - Throws: ``OAuthError/Code/refused`` with the server's words, or which check failed.
    public static func process(
        _ callback: String, expecting expectation: AuthorizationExpectation
    ) throws(OAuthError) -> AuthorizationResponse {
        let callback = try AuthorizationCallback(reading: callback)
        return try AuthorizationResponseChecks(callback: callback, expectation: expectation).response()
    }

    /// Reads the parameters of a callback without judging them, to find the request that it answers.
    public static func parameters(of callback: String) throws(OAuthError) -> FormParameters {
        try AuthorizationCallback(reading: callback).parameters
    }
}
