public import HTTPMessage

/// Asks the user, through a browser, for an authorization code (RFC 6749 §4.1.1, RFC 7636 §4.3).
public struct AuthorizationRequest: Sendable, Equatable {
    /// `client_id` (RFC 6749 §2.2).
    public var clientID: String
    /// `redirect_uri`; nil leaves it out (RFC 6749 §3.1.2).
    public var redirectURI: String?
    /// `scope`; an empty one is left out (RFC 6749 §3.3).
    public var scope: Scope
    /// `state`, which the response must repeat; nil leaves it out (RFC 6749 §10.12).
    public var state: String?
    /// Ties an ID token to this request (OpenID Connect Core §3.1.2.1).
    public var nonce: String?
    /// The code challenge and its verifier; nil sends no challenge (RFC 7636 §4.3).
    public var pkce: PKCE?
    /// `response_type`: `code` unless said otherwise (RFC 6749 §3.1.1).
    public var responseType: String
    /// What is added after these: `prompt`, `login_hint`, `resource`…
    public var extra: FormParameters

    /// A request of these parameters.
    public init(
        clientID: String, redirectURI: String?, scope: Scope = Scope(), state: String?, nonce: String? = nil,
        pkce: PKCE?, responseType: String = "code", extra: FormParameters = FormParameters()
    ) {
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.scope = scope
        self.state = state
        self.nonce = nonce
        self.pkce = pkce
        self.responseType = responseType
        self.extra = extra
    }

    /// The request as a draft, whose ``OAuthRequest/targetURL`` is what the browser opens.
    ///
    /// - Throws: ``OAuthError/Code/endpointUnknown``.
    public func draft(for server: AuthorizationServer) throws(OAuthError) -> OAuthRequest {
        OAuthRequest("GET", try server.url(of: .authorization), query: parameters)
    }

    private var parameters: FormParameters {
        var parameters: FormParameters = ["response_type": responseType, "client_id": clientID]
        parameters.set("redirect_uri", redirectURI)
        parameters.set("scope", scope.isEmpty ? nil : scope.text)
        parameters.set("state", state)
        parameters.set("nonce", nonce)
        parameters.set("code_challenge", pkce?.challenge)
        parameters.set("code_challenge_method", pkce?.method.rawValue)
        for parameter in extra { parameters.add(parameter.name, parameter.value) }
        return parameters
    }
}
