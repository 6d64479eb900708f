internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension ConsentSource {
    /// Authorization requests, which the forms carry as their query.
    static let authorization = ConsentSource(name: ConsentSource.standard) { text, provider in
        try await AuthorizationReader(query: text, provider).read().consent(in: provider)
    }
}

extension IncomingAuthorization {
    /// What the user is asked for this request: the answer goes to its redirect URI.
    func consent(in provider: Provider) -> ConsentRequest {
        ConsentRequest(
            source: ConsentSource.authorization.name, text: query, client: client, scope: scope,
            path: "\(Authorize.path)?\(query)", pathAfterSignIn: "\(Authorize.path)?\(queryAfterSignIn)",
            loginHint: loginHint, formTarget: redirect.uri.source,
            allow: { scope, session in try await grant(scope, session, by: provider) },
            deny: { _ in throw redirect.refusal("access_denied", "The user did not allow it.") })
    }

    /// Sends the user back with a code (RFC 6749 §4.1.2).
    func grant(_ scope: Scope, _ session: BrowserSession, by provider: Provider) async throws -> Reply {
        let now = provider.now
        var authorization = Authorization(
            id: provider.randomID("auth_"), clientID: client.id, userID: session.user.id, nonce: nonce,
            authTime: session.authTime, createdAt: now)
        authorization.audience = audience
        authorization.mayAct = client.mayAct
        let insertion = authorization
        let code = provider.randomSecret("code_")
        let stored = AuthorizationCode(
            hash: Secret.hash(code), authorizationID: authorization.id, redirectURI: namedRedirectURI,
            challenge: challenge, scope: scope, expiresAt: now + provider.configuration.lifetimes.code * 1000)
        try await provider.store.write { db in
            try insertion.insert(in: db)
            try stored.insert(in: db)
            try Consent.remember(scope, user: session.user, client: client, in: db)
        }
        return redirect.reply([("code", code)])
    }
}
