internal import SandboxCore

extension ConsentRequest {
    /// The page that follows for a browser: consent for whoever is signed in, else sign-in.
    func page(for call: Call, in provider: Provider) async throws -> Reply {
        let browser = Browser(call, provider)
        guard let session = try await browser.session(in: provider) else {
            return SignIn.page(self, browser, provider)
        }
        return GiveConsent.page(self, session, browser, provider)
    }

    /// What the forms of the pages bring back, for a template.
    func formValues(_ browser: Browser) -> [String: Any] {
        var values: [String: Any] = ["client": client.name, "request": text, "form_token": browser.formToken]
        if source != ConsentSource.standard { values["source"] = source }
        return values
    }
}
