public import HTTPMessage
public import JSONKit

/// Asks who the user is (OpenID Connect Core §5.3.1).
public struct UserInfoRequest: Sendable, Equatable {
    /// The access token that the request carries.
    public var tokens: TokenSet

    /// A request with these tokens.
    public init(tokens: TokenSet) { self.tokens = tokens }

    /// The request to the userinfo endpoint.
    ///
    /// - Throws: ``OAuthError/Code/endpointUnknown``; that the token cannot be sent.
    public func draft(for server: AuthorizationServer) throws(OAuthError) -> OAuthRequest {
        let url = try server.url(of: .userinfo)
        return try ProtectedResourceRequest("GET", url, headers: [HTTPHeader("Accept", "application/json")])
            .draft(with: tokens)
    }
}

/// Who the user is (OpenID Connect Core §5.3.2).
public struct UserInfoResponse: Sendable, Equatable {
    /// The claims, as the server wrote them.
    public let claims: JSON
    /// What the response has against recommendations that do not make it unusable.
    public let warnings: [OAuthWarning]

    /// `sub`: the user, by the server's name (OpenID Connect Core §5.3.2).
    public var subject: String? { claims["sub"]?.string }

    static let doing = "reading the userinfo response"
    static let section = "OpenID Connect Core §5.3.2"

    /// - Parameter subject: `sub` of the ID token, where there is one; another one here must not be used.
    /// - Throws: ``OAuthError/Code/subjectMismatch``, ``OAuthError/Code/refused``, or that no claims came.
    public static func process(
        _ response: HTTPResponse, subject: String? = nil
    ) throws(OAuthError) -> UserInfoResponse {
        _ = try ProtectedResourceResponse.process(response, doing: doing)
        let claims: JSON
        var warnings: [OAuthWarning] = []
        if response.mediaType == "application/jwt" {
            claims = try JWTParts(reading: response.text).claims
            warnings.append(
                OAuthWarning("signature-unverified", "The claims came signed; nothing verified it", section: section))
        } else {
            claims = try ResponseBody(response, doing: doing).object()
        }
        try check(subject, in: claims)
        return UserInfoResponse(claims: claims, warnings: warnings)
    }

    private static func check(_ expected: String?, in claims: JSON) throws(OAuthError) {
        guard let expected else { return }
        let found = try Members(claims, doing: doing, section: section).requiredText("sub")
        guard !ByteComparison.equal(found, expected) else { return }
        throw OAuthError(
            .subjectMismatch, doing: doing,
            found: "sub is \u{201C}\(PrintableText.safe(found, limit: 100))\u{201D}, and the ID token's is "
                + "\u{201C}\(PrintableText.safe(expected, limit: 100))\u{201D}",
            advice: "These claims are of another user: do not use them (\(section)).")
    }
}
