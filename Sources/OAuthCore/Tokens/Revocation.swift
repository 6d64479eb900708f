public import HTTPMessage

/// Revokes a token (RFC 7009 §2.1).
public struct RevocationRequest: Sendable, Equatable {
    /// The token that is revoked.
    public var token: String
    /// `access_token` or `refresh_token`: helps the server to find it.
    public var tokenTypeHint: String?
    /// The client that the token was issued to.
    public var client: ClientRegistration
    /// The name of a client authentication method; nil for the client's own.
    public var authenticationMethod: String?

    /// A request to revoke this token.
    public init(
        token: String, tokenTypeHint: String? = nil, client: ClientRegistration, authenticationMethod: String? = nil
    ) {
        self.token = token
        self.tokenTypeHint = tokenTypeHint
        self.client = client
        self.authenticationMethod = authenticationMethod
    }

    /// The request with its caller authenticated.
    ///
    /// - Throws: ``OAuthError/Code/endpointUnknown``, or that the caller cannot authenticate.
    public func draft(in context: FlowContext) throws(OAuthError) -> OAuthRequest {
        var parameters: FormParameters = ["token": token]
        parameters.set("token_type_hint", tokenTypeHint)
        var request = OAuthRequest.form(to: try context.server.url(of: .revocation), parameters)
        try context.with(client, method: authenticationMethod).authenticate(&request)
        return request
    }

    /// The request for a client whose authentication needs neither a clock nor randomness.
    ///
    /// - Throws: as ``draft(in:)``.
    public func draft(for server: AuthorizationServer) throws(OAuthError) -> OAuthRequest {
        try draft(in: .timeless(server, client))
    }
}

/// That a token is revoked, or was none (RFC 7009 §2.2).
public struct RevocationResponse: Sendable, Equatable {
    /// What the response has against recommendations that do not make it unusable.
    public let warnings: [OAuthWarning]

    static let doing = "reading the revocation response"

    /// - Throws: ``OAuthError/Code/refused`` with the server's words; then the token must be taken to live still.
    public static func process(_ response: HTTPResponse) throws(OAuthError) -> RevocationResponse {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        if let refused = body.refused { throw refused }
        guard response.status != 200 else { return RevocationResponse(warnings: []) }
        let warning = OAuthWarning(
            "status", "The status is \(response.status), and should be 200", section: "RFC 7009 §2.2")
        return RevocationResponse(warnings: [warning])
    }
}
