public import HTTPMessage
public import JSONKit

/// Asks a server about a token (RFC 7662 §2.1).
public struct IntrospectionRequest: Sendable, Equatable {
    /// The token that is asked about.
    public var token: String
    /// `access_token` or `refresh_token`; nil leaves the hint out (RFC 7662 §2.1).
    public var tokenTypeHint: String?
    /// Who asks, and with which proof.
    public var caller: Caller

    /// Who asks; a server answers nobody else.
    public enum Caller: Sendable, Equatable {
        /// - Parameter method: the name of a ``ClientAuthenticator``; nil leaves the choice to registration and metadata.
        case client(ClientRegistration, method: String?)
        /// With an access token of its own.
        case bearer(String)
    }

    /// A request about this token.
    public init(token: String, tokenTypeHint: String? = nil, caller: Caller) {
        self.token = token
        self.tokenTypeHint = tokenTypeHint
        self.caller = caller
    }

    /// The request with its caller authenticated.
    ///
    /// - Throws: ``OAuthError/Code/endpointUnknown``, or that the caller cannot authenticate.
    public func draft(in context: FlowContext) throws(OAuthError) -> OAuthRequest {
        var parameters: FormParameters = ["token": token]
        parameters.set("token_type_hint", tokenTypeHint)
        var request = OAuthRequest.form(to: try context.server.url(of: .introspection), parameters)
        switch caller {
        case .client(let client, let method): try context.with(client, method: method).authenticate(&request)
        case .bearer(let token): try request.authorize(bearer: token)
        }
        return request
    }

    /// The request for a caller whose authentication needs neither a clock nor randomness.
    ///
    /// - Throws: as ``draft(in:)``.
    public func draft(for server: AuthorizationServer) throws(OAuthError) -> OAuthRequest {
        try draft(in: .timeless(server, ClientRegistration(id: "")))
    }
}

/// What a server says about a token (RFC 7662 §2.2).
public struct IntrospectionResponse: Sendable, Equatable {
    /// `active`: whether the token can be used (RFC 7662 §2.2).
    public let isActive: Bool
    /// `scope`; nil where the server does not tell.
    public let scope: Scope?
    /// `client_id`: whom the token was issued to.
    public let clientID: String?
    /// `username`: the user, for people.
    public let username: String?
    /// `token_type` (RFC 6749 §5.1).
    public let tokenType: String?
    /// `sub`: the user, by the server's name.
    public let subject: String?
    /// `iss`: who issued the token.
    public let issuer: String?
    /// `aud`: whom the token is meant for; empty where the server does not tell.
    public let audience: [String]
    /// Seconds since 1970, as the next two.
    public let expiresAt: Int64?
    /// `iat`: when it was issued, in seconds since 1970.
    public let issuedAt: Int64?
    /// `nbf`: from when it may be used, in seconds since 1970.
    public let notBefore: Int64?
    /// The whole answer.
    public let json: JSON
    /// What the response has against recommendations that do not make it unusable.
    public let warnings: [OAuthWarning]

    static let doing = "reading the introspection response"
    static let section = "RFC 7662 §2.2"

    /// - Throws: ``OAuthError/Code/refused`` with the server's words, ``OAuthError/Code/missingMember`` without `active`,
    ///   ``OAuthError/Code/invalidMember``.
    public static func process(_ response: HTTPResponse) throws(OAuthError) -> IntrospectionResponse {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        let json = try body.object()
        if json["active"] == nil, let refused = body.refused { throw refused }
        return try IntrospectionResponse(Members(json, doing: doing, section: section))
    }

    private init(_ members: Members) throws(OAuthError) {
        guard let isActive = try members.flag("active") else { throw members.missing("active") }
        self.isActive = isActive
        scope = try members.text("scope").map { Scope($0) }
        clientID = try members.text("client_id")
        username = try members.text("username")
        tokenType = try members.text("token_type")
        subject = try members.text("sub")
        issuer = try members.text("iss")
        audience = if let one = members.value("aud")?.string { [one] } else { try members.texts("aud") ?? [] }
        expiresAt = try members.integer("exp")
        issuedAt = try members.integer("iat")
        notBefore = try members.integer("nbf")
        json = members.json
        warnings =
            isActive || json.count == 1
            ? []
            : [
                OAuthWarning(
                    "inactive-details", "The token is inactive, and the server tells more of it than that",
                    section: IntrospectionResponse.section)
            ]
    }
}
