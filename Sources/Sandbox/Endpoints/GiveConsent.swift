internal import GRDB
internal import HTTPMessage
internal import OAuthCore

/// `POST /oauth/consent`, and the page before it.
enum GiveConsent {
    static func page(
        _ request: IncomingAuthorization, _ session: BrowserSession, _ browser: Browser, _ provider: Provider,
        problem: String? = nil
    ) -> Reply {
        let scopes = KnownScope.all.filter { request.scope.contains($0.name) }.map {
            ["name": $0.name, "title": $0.title, "description": $0.description]
        }
        var values: [String: Any] = [
            "title": "Allow access", "client": request.client.name, "request": request.query,
            "form_token": browser.formToken, "user": session.user.name, "plan": session.user.plan,
            "avatar": "\(Provider.basePath)\(AvatarFile.path(session.user.id))", "scopes": scopes,
            "destination": request.redirect.uri.source,
        ]
        if let problem { values["problem"] = problem }
        return provider.pages.page(
            "consent", values, status: problem == nil ? 200 : 400, formTarget: request.redirect.uri.source)
    }

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let form = try await PageForm(call, provider)
        guard let session = try await form.browser.session(in: provider) else {
            return .seeOther("\(Authorize.path)?\(form.request.query)")
        }
        guard form.values.first("decision") == "allow" else {
            throw form.request.redirect.refusal("access_denied", "The user did not allow it.")
        }
        let granted = form.request.scope.intersection(Scope(form.values.all("scope")))
        guard !granted.isEmpty else {
            return page(
                form.request, session, form.browser, provider,
                problem: "Tick at least one permission, or choose Deny.")
        }
        return try await grant(granted, form.request, session, provider)
    }

    /// Sends the user back with a code (RFC 6749 §4.1.2).
    static func grant(
        _ scope: Scope, _ request: IncomingAuthorization, _ session: BrowserSession, _ provider: Provider
    ) async throws -> Reply {
        let now = provider.now
        let authorization = Authorization(
            id: provider.randomID("auth_"), clientID: request.client.id, userID: session.user.id, nonce: request.nonce,
            authTime: session.authTime, createdAt: now)
        let code = provider.randomSecret("code_")
        let stored = AuthorizationCode(
            hash: Secret.hash(code), authorizationID: authorization.id, redirectURI: request.namedRedirectURI,
            challenge: request.challenge, scope: scope, expiresAt: now + provider.configuration.lifetimes.code * 1000)
        try await provider.store.write { db in
            try authorization.insert(in: db)
            try stored.insert(in: db)
            try Consent.remember(scope, user: session.user, client: request.client, in: db)
        }
        return request.redirect.reply([("code", code)])
    }
}
