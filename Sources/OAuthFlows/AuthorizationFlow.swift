public import HTTPMessage
public import OAuthCore

/// Asks the user, through a user agent, for a code, and checks the response (RFC 6749 §4.1.1 and §4.1.2, RFC 7636).
public struct AuthorizationFlow: Flow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "authorize", summary: "send the user to the authorization endpoint and take the code that comes back",
        section: "RFC 6749 §4.1.1",
        inputs: [
            .scope, FlowInput("prompt", "none, login, consent or select_account (OpenID Connect §3.1.2.1)"),
            FlowInput("login_hint", "who is probably going to sign in"),
            FlowInput("audience", "the API that the token is for, where the provider wants it so"), .resource,
            FlowInput("max_age", "seconds since the user last signed in"),
            FlowInput("acr_values", "how strongly the user must sign in"),
            FlowInput("response_type", "code unless said otherwise (RFC 6749 §3.1.1)"),
            FlowInput("response_mode", "query, fragment or form_post"), .redirectURI,
            FlowInput("state", "ties the answer to this request (RFC 6749 §10.12)"),
            FlowInput("nonce", "ties the ID token to this request"),
            FlowInput("code_challenge", "the verifier's hash (RFC 7636 §4.2)"),
            FlowInput("code_challenge_method", "S256 or plain (RFC 7636 §4.3)"),
            FlowInput("client_id", "another client than the chosen one"),
            FlowInput("claims", "the claims that are wanted, as JSON"),
            FlowInput("ui_locales", "the languages of the pages"),
        ],
        endpoints: [.authorization],
        metadata: ["issuer", "authorization_response_iss_parameter_supported"], messages: [], isRepeatable: true)

    /// What is asked for.
    public var scope: Scope
    /// Nil for the client's first one.
    public var redirectURI: String?
    /// How the code challenge is made (RFC 7636 §4.2).
    public var challengeMethod: PKCE.Method
    /// Whether the provider wants scopes divided by commas, against RFC 6749 §3.3.
    public var dividesScopesByCommas: Bool
    /// Parameters that are added to those that the flow makes.
    public var extra: FormParameters
    /// The verifier of this request; nil before the first step.
    public private(set) var pkce: PKCE?

    /// - Parameter redirectURI: nil for the client's first one.
    public init(
        scope: Scope, redirectURI: String? = nil, challengeMethod: PKCE.Method = .s256,
        dividesScopesByCommas: Bool = false, extra: FormParameters = FormParameters()
    ) {
        self.scope = scope
        self.redirectURI = redirectURI
        self.challengeMethod = challengeMethod
        self.dividesScopesByCommas = dividesScopesByCommas
        self.extra = extra
    }

    /// The authorization request to open, then the checked response of its callback; see ``Flow/next(_:_:)``.
    public mutating func next(
        _ event: FlowEvent, _ context: FlowContext
    ) throws(OAuthError) -> FlowStep<AuthorizationOutcome> {
        switch event {
        case .begin: return .open(try request(context))
        case .callback(let callback, let request):
            let response = try AuthorizationResponse.process(
                callback, expecting: AuthorizationExpectation(sent: request, to: context.server))
            return .done(outcome(response, of: request))
        case .response, .waited, .acted, .failed: throw event.unexpected(in: Self.description.name)
        }
    }

    /// The request with a fresh state, code challenge and, with the scope `openid`, nonce.
    private mutating func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        let pkce = PKCE(verifier: try context.randomText(32), method: challengeMethod)
        self.pkce = pkce
        let state = try context.randomText(24)
        let nonce = scope.contains("openid") ? try context.randomText(24) : nil
        let request = AuthorizationRequest(
            clientID: context.client.id, redirectURI: redirectURI ?? context.client.redirectURIs.first, scope: scope,
            state: state, nonce: nonce, pkce: pkce, extra: extra)
        var draft = try request.draft(for: context.server)
        if dividesScopesByCommas, !scope.isEmpty {
            draft.parameters.set("scope", scope.tokens.joined(separator: ","))
        }
        return draft
    }

    /// What was asked is read from the request as it was opened; a verifier is of use only with its challenge.
    private func outcome(_ response: AuthorizationResponse, of request: OAuthRequest) -> AuthorizationOutcome {
        let sent = request.parameters
        let scope = sent.first("scope") ?? ""
        return AuthorizationOutcome(
            response: response, request: request,
            requested: Scope(dividesScopesByCommas ? scope.replacing(",", with: " ") : scope),
            verifier: sent.first("code_challenge") == nil ? nil : pkce?.verifier)
    }
}

/// What the user agent brought back, and what belongs to it.
public struct AuthorizationOutcome: Sendable, Equatable {
    /// The response, which passed every check.
    public let response: AuthorizationResponse
    /// The request as it was opened.
    public let request: OAuthRequest
    /// The scope that was asked for.
    public let requested: Scope
    /// The code verifier; nil where no challenge was sent.
    public let verifier: String?
}

extension AuthorizationRequest {
    /// A callback that lets ``AuthorizationFlow`` go on without a server: the code is the stand-in `<code>`, and state
    /// and issuer are those that the response is checked against.
    ///
    /// - Parameter request: the authorization request as it was opened.
    public static func standInCallback(of request: OAuthRequest, from server: AuthorizationServer) -> String {
        let sent = request.parameters
        var answer: FormParameters = ["code": "<code>"]
        answer.set("state", sent.first("state").flatMap { $0.isEmpty ? nil : $0 })
        if server.authorizationResponseIssParameterSupported { answer.set("iss", server.issuer ?? "<issuer>") }
        return answer.added(to: sent.first("redirect_uri") ?? "http://127.0.0.1/callback")
    }
}
