import HTTPMessage
import Sandbox
import Testing

@Suite struct PromptTests {
    private func signedIn(_ sandbox: TestSandbox, _ client: TestClient) async throws -> TestBrowser {
        let browser = TestBrowser(sandbox)
        try await browser.open("/oauth/authorize?\(sandbox.query(client).encoded)")
        try await browser.signIn("ada")
        return browser
    }

    @Test func noneNeedsEarlierConsent() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let browser = try await signedIn(sandbox, client)
            let silent = "/oauth/authorize?\(sandbox.query(client, ["prompt": "none", "scope": "profile"]).encoded)"
            try await browser.open(silent)
            #expect(browser.callback.first("error") == "consent_required")
            try await browser.open("/oauth/authorize?\(sandbox.query(client).encoded)")
            try await browser.consent(["profile"], decision: "allow")
            try await browser.open(silent)
            #expect(browser.callback.first("code") != nil)
            let wider = sandbox.query(client, ["prompt": "none", "scope": "profile characters"])
            try await browser.open("/oauth/authorize?\(wider.encoded)")
            #expect(browser.callback.first("error") == "consent_required")
        }
    }

    @Test(arguments: ["login", "select_account", "login consent"])
    func asksWhoItIs(prompt: String) async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let browser = try await signedIn(sandbox, client)
            try await browser.open("/oauth/authorize?\(sandbox.query(client, ["prompt": prompt]).encoded)")
            #expect(browser.page.text.contains("<h1>Sign in</h1>"))
            try await browser.signIn("ben")
            #expect(browser.page.text.contains("<b>ben</b>"))
        }
    }

    @Test func asksAgainAfterMaxAge() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let browser = try await signedIn(sandbox, client)
            let query = "/oauth/authorize?\(sandbox.query(client, ["max_age": "60"]).encoded)"
            try await browser.open(query)
            #expect(browser.page.text.contains("Not you?"))
            sandbox.server.moveClock(bySeconds: 61)
            try await browser.open(query)
            #expect(browser.page.text.contains("<h1>Sign in</h1>"))
            try await browser.signIn("ada")
            #expect(browser.page.text.contains("Not you?"))
        }
    }

    @Test func fillsInTheHint() async throws {
        try await TestSandbox.with { sandbox in
            let browser = TestBrowser(sandbox)
            let query = sandbox.query(try await sandbox.register(), ["login_hint": "cleo"])
            try await browser.open("/oauth/authorize?\(query.encoded)")
            #expect(browser.field("name") == "cleo")
        }
    }
}
