internal import GRDB
internal import SandboxCore

/// `POST /oauth/sign-out`: “not you?” on the consent page.
enum SignOut {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let form = try await PageForm(call, provider)
        try await provider.store.write { try BrowserSession.delete(cookie: form.browser.cookie, in: $0) }
        return Browser(newOf: provider).remembered(.seeOther(form.request.path), provider)
    }
}
