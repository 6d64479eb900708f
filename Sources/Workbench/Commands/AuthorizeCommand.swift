internal import Diagnostics
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session

enum AuthorizeCommand {
    static let command = Command(
        "authorize", .flow,
        "send the user to the authorization endpoint and take the code that comes back (RFC 6749 §4.1.1)",
        options: [
            OptionShape(
                "as", value: "USER", "on the sandbox sign in and consent as this user; elsewhere login_hint",
                completes: .user),
            OptionShape(
                "untick", value: "SCOPE", "with --as: refuse this scope at consent (may be repeated)", completes: .scope
            ),
            OptionShape("deny", "with --as: refuse at consent"),
            OptionShape(
                "browser", value: "COMMAND", "let this command of a plugin open the URL and bring the redirect URL"),
            OptionShape("manual", "show the URL and take the pasted redirect URL, for ssh"),
            OptionShape(
                "redirect", value: "URI", "use this redirect URI instead of the client's first", completes: .redirectURI
            ),
            OptionShape("wait", value: "SECONDS", "how long to wait for the browser (300)"),
        ] + SendingOptions.shapes, takesItems: true, items: OAuthParameters.authorization,
        details: """
            State, code verifier (S256) and, with the scope openid, a nonce are made afresh and saved before anything is \
            sent. Any parameter can be set, added or left out: scope="profile", prompt=consent, -state.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.client], makes: [], renews: true), locked: .refused, failure: .judgedAsAuthorization,
            dry: .sends(standIn: DryStandIns.code), comparesSecrets: false, shown: .always),
        examples: [
            #"authorize scope="profile generations""#, "authorize --as ada", "authorize --as ada --untick generations",
            "authorize --manual prompt=consent", "authorize --as ada -state",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let client = try bench.client()
        let pkce = try bench.freshPKCE(call)
        let draft = try bench.authorizationDraft(call, provider, client, pkce)
        try bench.catchForPreview(HTTPRequest("GET", draft.targetURL), call)
        let expectation = AuthorizationExpectation(sent: draft, to: provider.server)
        var authorization = try bench.save(draft, provider, client, pkce, user: call.option("as"))
        try bench.select(authorization: authorization.id, of: provider.name)

        let agent = try await bench.userAgent(for: call, provider, authorization)
        let request = UserAgentRequest(
            url: authorization.url,
            redirectURI: authorization.redirectURI ?? client.registration.redirectURIs.first ?? "",
            timeout: try bench.number("wait", of: call) ?? 300)
        let callback = try await agent.callback(for: request)
        if !(agent is FormUserAgent) { bench.tell(callback, of: authorization) }
        return try bench.take(callback, for: &authorization, expectation)
    }
}

extension Workbench {
    /// Tells whoever listens to the exchanges what a user agent that is not Keyway's brought: as if the authorization
    /// endpoint had redirected at once.
    fileprivate func tell(_ callback: String, of authorization: SessionAuthorization) {
        let exchange = HTTPExchange(
            request: HTTPRequest("GET", authorization.url),
            outcome: .response(HTTPResponse(status: 302, headers: [HTTPHeader("Location", callback)])),
            startedAt: environment.clock())
        environment.exchanged?(
            SessionExchange(
                number: 0, purpose: .browser,
                context: ExchangeContext(provider: authorization.provider, authorization: authorization.id),
                exchange: exchange))
    }

    fileprivate func freshPKCE(_ call: CommandContext) throws(Diagnostic) -> PKCE {
        let method = call.items.last { $0.name == "code_challenge_method" }?.value.string
        return try protocolStep { () throws(OAuthError) in
            let pkce = try PKCE(random: environment.random(32))
            return PKCE(verifier: pkce.verifier, method: method.flatMap(PKCE.Method.init(rawValue:)) ?? .s256)
        }
    }

    fileprivate func authorizationDraft(
        _ call: CommandContext, _ provider: Provider, _ client: SessionClient, _ pkce: PKCE
    ) throws(Diagnostic) -> OAuthRequest {
        let registration = client.registration
        let asked = call.items.last { $0.name == "scope" && $0.kind == .string }.map { Scope($0.value.plainText) }
        let scope = asked ?? (registration.scope.isEmpty ? Scope(provider.scopes) : registration.scope)
        var request = AuthorizationRequest(
            clientID: registration.id, redirectURI: call.option("redirect") ?? registration.redirectURIs.first,
            scope: scope,
            state: Base64URL.encode(environment.random(24)),
            nonce: scope.contains("openid") ? Base64URL.encode(environment.random(24)) : nil, pkce: pkce)
        if let user = call.option("as"), provider.name != "sandbox" { request.extra.set("login_hint", user) }
        var draft = try protocolStep { () throws(OAuthError) in try request.draft(for: provider.server) }
        if provider.asksWithCommas, !scope.isEmpty {
            draft.parameters.set("scope", scope.tokens.joined(separator: ","))
        }
        return try edited(draft, by: call)
    }

    /// Saves the authorization as it is about to be sent; a verifier is kept only if its challenge goes out.
    fileprivate func save(
        _ draft: OAuthRequest, _ provider: Provider, _ client: SessionClient, _ pkce: PKCE, user: String?
    ) throws(Diagnostic) -> SessionAuthorization {
        let sent = draft.parameters
        return try store().save(
            SessionAuthorization(
                id: 0, provider: provider.name, client: client.id, clientID: sent.first("client_id") ?? "",
                url: draft.targetURL, state: sent.first("state"), nonce: sent.first("nonce"),
                verifier: sent.first("code_challenge") == nil ? nil : pkce.verifier,
                challenge: sent.first("code_challenge"), redirectURI: sent.first("redirect_uri"),
                scope: asked(sent.first("scope") ?? "", provider), createdAt: environment.clock(), user: user))
    }

    private func asked(_ text: String, _ provider: Provider) -> Scope {
        Scope(provider.asksWithCommas ? text.replacing(",", with: " ") : text)
    }

    fileprivate func userAgent(
        for call: CommandContext, _ provider: Provider, _ authorization: SessionAuthorization
    ) async throws(Diagnostic) -> any UserAgent {
        if call.has("manual") { return environment.manual }
        if let command = call.option("browser") { return try pluginUserAgent(command, call) }
        guard let user = call.option("as"), provider.name == "sandbox" else { return environment.browser }
        return try await formUserAgent(user: user, call, authorization)
    }

    /// Checks the callback, saves what it brought, and says so.
    fileprivate func take(
        _ callback: String, for authorization: inout SessionAuthorization, _ expectation: AuthorizationExpectation
    ) throws(Diagnostic) -> Answer {
        authorization.callback = callback
        authorization.answeredAt = environment.clock()
        let outcome = Result { () throws(OAuthError) in
            try AuthorizationResponse.process(callback, expecting: expectation)
        }
        switch outcome {
        case .success(let response):
            authorization.code = response.code
            try keep(authorization)
            return answer(response, to: authorization)
        case .failure(let error):
            authorization.error = error.name
            try keep(authorization)
            lastRefusal = error.server
            throw Diagnostic(error)
        }
    }

    private func answer(_ response: AuthorizationResponse, to authorization: SessionAuthorization) -> Answer {
        var fields = Answer.Field.present("code", response.code) + Answer.Field.present("state", response.state)
        fields += Answer.Field.present("iss", response.issuer)
        fields += Answer.Field.present("scope_requested", authorization.scope.text)
        return .list(
            [.record(title: "authorized", fields)] + response.warnings.map { .note("note: \($0)", JSON("\($0)")) })
    }

    private func keep(_ authorization: SessionAuthorization) throws(Diagnostic) {
        try store().saveAnswer(authorization)
        if let code = authorization.code { try hide([code]) }
    }
}
