internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

/// `/oauth/authorize` (RFC 6749 §3.1): asks whoever is signed in, or who it is.
enum Authorize {
    static let path = "\(Provider.basePath)/oauth/authorize"

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let request = try await AuthorizationReader(query: call.query, provider).read()
        let browser = Browser(call, provider)
        let session = try await browser.session(in: provider)
        if request.prompts.contains("none") { return try await silently(request, session, provider) }
        guard let session, !request.needsSignIn(session, at: provider.now) else {
            return SignIn.page(request.consent(in: provider), browser, provider)
        }
        return GiveConsent.page(request.consent(in: provider), session, browser, provider)
    }

    /// A request that comes as a form goes on as a link, so that there is one way through the pages.
    static func respondToForm(to call: Call, in provider: Provider) async throws -> Reply {
        let parameters = FormParameters.parse(String(decoding: call.body, as: UTF8.self))
        return .seeOther("\(path)?\(parameters.encoded)")
    }

    /// `prompt=none`: gives what was allowed before, or says why it cannot (OpenID Connect Core §3.1.2.6).
    private static func silently(
        _ request: IncomingAuthorization, _ session: BrowserSession?, _ provider: Provider
    ) async throws -> Reply {
        guard let session, !request.needsSignIn(session, at: provider.now) else {
            throw request.redirect.refusal("login_required", "The user is not signed in.")
        }
        let allowed = try await provider.store.read {
            try Consent.scope(user: session.user, client: request.client, in: $0)
        }
        guard let allowed, allowed.covers(request.scope) else {
            throw request.redirect.refusal("consent_required", "The user has not allowed this before.")
        }
        return try await request.grant(request.scope, session, by: provider)
    }
}
