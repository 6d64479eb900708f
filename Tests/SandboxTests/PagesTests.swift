import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
import Testing

@Suite struct PagesTests {
    private func opened(_ sandbox: TestSandbox, _ changes: [String: String?] = [:]) async throws -> TestBrowser {
        let browser = TestBrowser(sandbox)
        let query = sandbox.query(try await sandbox.register("http://127.0.0.1/cb"), changes)
        try await browser.open("/oauth/authorize?\(query.encoded)")
        return browser
    }

    @Test func protectsEveryPage() async throws {
        try await TestSandbox.with { sandbox in
            let browser = try await opened(sandbox, ["redirect_uri": "http://127.0.0.1:8123/cb"])
            let signIn = browser.page
            try await browser.signIn("ada")
            let consent = browser.page
            for page in [signIn, consent, try await sandbox.get("/oauth/authorize")] {
                let policy = page.headers["Content-Security-Policy"] ?? ""
                #expect(policy.contains("default-src 'none'"))
                #expect(policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(page.headers["X-Frame-Options"] == "DENY")
                #expect(page.headers["Referrer-Policy"] == "no-referrer")
                #expect(page.headers["Cache-Control"] == "no-store")
                #expect(!page.text.contains("<script"))
                #expect(!page.text.contains("style="))
            }
            #expect(
                consent.headers["Content-Security-Policy"]?.contains("form-action 'self' http://127.0.0.1:8123;")
                    == true)
        }
    }

    @Test func cookieIsForTheServerOnly() async throws {
        try await TestSandbox.with { sandbox in
            let cookie = try #require(try await opened(sandbox).page.headers["Set-Cookie"])
            #expect(cookie.contains("HttpOnly"))
            #expect(cookie.contains("SameSite=Lax"))
            #expect(cookie.contains("Path=/api/openai/v1/oauth"))
        }
    }

    @Test func escapesWhatClientsSay() async throws {
        try await TestSandbox.with { sandbox in
            let body = try await sandbox.post(
                "/oauth/clients",
                json: ["name": "<b>\"Bold\" & 'sly'", "redirectUris": ["https://a.example/"], "scopes": ["profile"]],
                token: "sk-sandbox-ada"
            ).json()
            let client = TestClient(
                id: try #require(body["clientId"]?.string), redirectURI: "https://a.example/", scopes: ["profile"])
            let browser = TestBrowser(sandbox)
            let query = sandbox.query(client, ["login_hint": "\"><img src=x>"])
            try await browser.open("/oauth/authorize?\(query.encoded)")
            #expect(!browser.page.text.contains("<b>\"Bold"))
            #expect(browser.page.text.contains("&lt;b&gt;&quot;Bold&quot; &amp; &#39;sly&#39;"))
            #expect(!browser.page.text.contains("<img src=x>"))
        }
    }

    @Test func refusesFormsOfOtherBrowsers() async throws {
        try await TestSandbox.with { sandbox in
            let mine = try await opened(sandbox)
            let other = try await opened(sandbox)
            other.cookies = [:]
            for form in [mine.hidden, FormParameters([("request", mine.field("request") ?? "")])] {
                for action in ["sign-in", "consent", "sign-out"] {
                    try await other.submit(action, form)
                    #expect(other.page.status == 403)
                    #expect(other.page.headers["Location"] == nil)
                }
            }
            #expect(sandbox.server.refusals.last?.cause?.contains("form_token") == true)
        }
    }

    @Test func tokenOfSignInPageDoesNotOutliveIt() async throws {
        try await TestSandbox.with { sandbox in
            let browser = try await opened(sandbox)
            let before = browser.hidden
            let cookies = browser.cookies
            try await browser.signIn("ada")
            #expect(browser.cookies != cookies)
            try await browser.submit("consent", before)
            #expect(browser.page.status == 403)
        }
    }

    @Test func refusesWrongPasswordAndKeepsName() async throws {
        try await TestSandbox.with { sandbox in
            let browser = try await opened(sandbox)
            for name in ["ada", "nobody"] {
                try await browser.signIn(name, password: "wrong")
                #expect(browser.page.status == 403)
                #expect(browser.page.text.contains("The user name or the password is wrong."))
                #expect(browser.field("name") == name)
            }
        }
    }

    @Test func throttlesGuessesOfOneUser() async throws {
        try await TestSandbox.with { sandbox in
            let browser = try await opened(sandbox)
            for _ in 0..<8 { try await browser.signIn("ada", password: "wrong") }
            try await browser.signIn("ada")
            #expect(browser.page.status == 429)
            #expect(browser.page.headers["Retry-After"] != nil)
            try await browser.signIn("ben")
            #expect(browser.page.status == 200)
            #expect(browser.page.text.contains("Allow"))
            sandbox.server.moveClock(bySeconds: 31)
            let later = try await opened(sandbox)
            try await later.signIn("ada")
            #expect(later.page.text.contains("Allow"))
        }
    }

    @Test func denies() async throws {
        try await TestSandbox.with { sandbox in
            let browser = try await opened(sandbox)
            try await browser.signIn("ada")
            let answer = try await browser.consent([], decision: "deny")
            #expect(answer.first("error") == "access_denied")
            #expect(answer.first("state") == "a state")
        }
    }

    @Test func grantsOnlyWhatIsTicked() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client, ticked: ["profile", "admin"])
            #expect(tokens.json["scope"]?.string == "profile")
        }
    }

    @Test func asksAgainWhereNothingIsTicked() async throws {
        try await TestSandbox.with { sandbox in
            let browser = try await opened(sandbox)
            try await browser.signIn("ada")
            try await browser.consent([], decision: "allow")
            #expect(browser.page.status == 400)
            #expect(browser.page.text.contains("Tick at least one permission"))
        }
    }

    @Test func signsOut() async throws {
        try await TestSandbox.with { sandbox in
            let browser = try await opened(sandbox)
            try await browser.signIn("ada")
            #expect(browser.page.text.contains("<b>ada</b>"))
            let old = browser.cookies
            try await browser.submit("sign-out", browser.hidden)
            #expect(browser.page.text.contains("<h1>Sign in</h1>"))
            browser.cookies = old
            let query = browser.field("request") ?? ""
            try await browser.open("/oauth/authorize?\(query)")
            #expect(browser.page.text.contains("<h1>Sign in</h1>"))
        }
    }

    @Test func servesStylesAndAvatars() async throws {
        try await TestSandbox.with { sandbox in
            let style = try await sandbox.get("/oauth/pages/style.css")
            #expect(style.mediaType == "text/css")
            #expect(style.text.contains("prefers-color-scheme: dark"))
            let avatar = try await sandbox.get("/oauth/avatars/user_1.png")
            #expect(avatar.mediaType == "image/png")
            #expect(try await sandbox.get("/oauth/pages/other.css").status == 404)
        }
    }
}
