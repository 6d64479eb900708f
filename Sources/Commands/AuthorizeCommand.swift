internal import Answers
internal import Diagnostics
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Script
internal import Session
internal import Synchronization
internal import Workbench

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
            dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: [
            #"authorize scope="profile generations""#, "authorize --as ada", "authorize --as ada --untick generations",
            "authorize --manual prompt=consent", "authorize --as ada -state",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let client = try bench.client()
        var run = FlowRun<AuthorizationFlow>(call, at: provider.server, ExchangeContext(provider: provider.name))
        run.client = client.registration
        let made = MadeAuthorization()
        run.open = { flow, request, bench throws(Diagnostic) in
            try await bench.open(request, verifier: flow.pkce?.verifier, call, provider, client, made)
        }
        run.failed = { error, bench throws(Diagnostic) in try bench.keepAnswer(error: error, of: made) }
        let result = try await FlowRunner.run(bench.authorizationFlow(call, provider, client), run, on: bench)
        return try bench.keepAnswer(result.outcome.response, of: made)
    }
}

/// The authorization that a call has made, which the answer belongs to: meanwhile another one may have been chosen.
private final class MadeAuthorization: Sendable {
    private let number = Mutex<Int64?>(nil)

    var id: Int64? {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
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

    /// The authorization that a call asks for.
    fileprivate func authorizationFlow(
        _ call: CommandContext, _ provider: Provider, _ client: SessionClient
    ) -> AuthorizationFlow {
        let registration = client.registration
        let method = call.items.last { $0.name == "code_challenge_method" }?.value.string
        let asked = call.items.last { $0.name == "scope" && $0.kind == .string }.map { Scope($0.value.plainText) }
        let scope = asked ?? (registration.scope.isEmpty ? Scope(provider.scopes) : registration.scope)
        var flow = AuthorizationFlow(
            scope: scope, redirectURI: call.option("redirect"),
            challengeMethod: method.flatMap(PKCE.Method.init(rawValue:)) ?? .s256,
            dividesScopesByCommas: provider.asksWithCommas)
        if let resource = provider.resource { flow.extra.set("resource", resource) }
        if let user = call.option("as"), provider.name != "sandbox" { flow.extra.set("login_hint", user) }
        return flow
    }

    /// Saves the authorization as it is about to be sent, sends the user away, and keeps the callback.
    fileprivate func open(
        _ request: OAuthRequest, verifier: String?, _ call: CommandContext, _ provider: Provider,
        _ client: SessionClient, _ made: MadeAuthorization
    ) async throws(Diagnostic) -> String {
        let authorization = try save(request, provider, client, verifier: verifier, user: call.option("as"))
        made.id = authorization.id
        try select(authorization: authorization.id, of: provider.name)
        let agent = try await userAgent(for: call, provider, authorization)
        let callback: String
        if case .dry = call.scope.manner {
            callback = AuthorizationRequest.standInCallback(of: request, from: provider.server)
        } else {
            callback = try await agent.callback(
                for: UserAgentRequest(
                    url: authorization.url,
                    redirectURI: authorization.redirectURI ?? client.registration.redirectURIs.first ?? "",
                    timeout: try number("wait", of: call) ?? 300))
            if !(agent is FormUserAgent) { tell(callback, of: authorization) }
        }
        var answered = authorization
        answered.callback = callback
        answered.answeredAt = environment.clock()
        try store().saveAnswer(answered)
        return callback
    }

    /// Saves the authorization as it is about to be sent; a verifier is kept only if its challenge goes out.
    private func save(
        _ draft: OAuthRequest, _ provider: Provider, _ client: SessionClient, verifier: String?, user: String?
    ) throws(Diagnostic) -> SessionAuthorization {
        let sent = draft.parameters
        return try store().save(
            SessionAuthorization(
                id: 0, provider: provider.name, client: client.id, clientID: sent.first("client_id") ?? "",
                url: draft.targetURL, state: sent.first("state"), nonce: sent.first("nonce"),
                verifier: sent.first("code_challenge") == nil ? nil : verifier,
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
        let context = ExchangeContext(
            provider: authorization.provider, clientID: authorization.clientID, authorization: authorization.id)
        return try await formUserAgent(user: user, call, context)
    }

    /// Saves the code that came, and says so.
    fileprivate func keepAnswer(
        _ response: AuthorizationResponse, of made: MadeAuthorization
    ) throws(Diagnostic) -> Answer {
        guard var authorization = try authorization(made) else {
            throw Diagnostic(
                .execution, "no-authorization", "the authorization is not in the session any more",
                advice: ["ask the user again: authorize"])
        }
        authorization.code = response.code
        try store().saveAnswer(authorization)
        if let code = authorization.code { try hide([code]) }
        var fields = Answer.Field.present("code", response.code) + Answer.Field.present("state", response.state)
        fields += Answer.Field.present("iss", response.issuer)
        fields += Answer.Field.present("scope_requested", authorization.scope.text)
        return .list(
            [.record(title: "authorized", fields)] + response.warnings.map { .note("note: \($0)", JSON("\($0)")) })
    }

    private func authorization(_ made: MadeAuthorization) throws(Diagnostic) -> SessionAuthorization? {
        guard let id = made.id else { return nil }
        return try store().authorization(id)
    }

    /// Saves why an authorization brought no code, if the user agent came back from it.
    fileprivate func keepAnswer(error: OAuthError, of made: MadeAuthorization) throws(Diagnostic) {
        guard var authorization = try authorization(made), authorization.answeredAt != nil, authorization.code == nil,
            authorization.error == nil
        else { return }
        authorization.error = error.name
        try store().saveAnswer(authorization)
        lastRefusal = error.server
    }
}
