internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

/// `POST /oauth/consent`, and the page before it.
enum GiveConsent {
    static func page(
        _ request: ConsentRequest, _ session: BrowserSession, _ browser: Browser, _ provider: Provider,
        problem: String? = nil
    ) -> Reply {
        let scopes = provider.features.scopes.filter { request.scope.contains($0.name) }.map {
            ["name": $0.name, "title": $0.title, "description": $0.description]
        }
        var values = request.formValues(browser)
        values["title"] = "Allow access"
        values["user"] = session.user.name
        values["plan"] = session.user.plan
        values["avatar"] = "\(Provider.basePath)\(AvatarFile.path(session.user.id))"
        values["scopes"] = scopes
        values["note"] = request.note
        values["destination"] = request.closing == nil ? request.formTarget : nil
        values["closing"] = request.closing
        values["problem"] = problem
        return provider.pages.page(
            "consent", values, status: problem == nil ? 200 : 400, formTarget: request.formTarget)
    }

    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let form = try await PageForm(call, provider)
        guard let session = try await form.browser.session(in: provider) else { return .seeOther(form.request.path) }
        guard form.values.first("decision") == "allow" else { return try await form.request.deny(session) }
        let granted = form.request.scope.intersection(Scope(form.values.all("scope")))
        guard !granted.isEmpty else {
            return page(
                form.request, session, form.browser, provider,
                problem: "Tick at least one permission, or choose Deny.")
        }
        return try await form.request.allow(granted, session)
    }
}
