import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import Testing

@Suite struct AuthorizeTests {
    @Test func answersWithCodeStateAndIssuer() async throws {
        try await TestSandbox.with { sandbox in
            let answer = try await sandbox.allow(try await sandbox.register())
            #expect(answer.first("code")?.hasPrefix("code_") == true)
            #expect(answer.first("state") == "a state")
            #expect(answer.first("iss") == sandbox.server.baseURL)
        }
    }

    /// RFC 6749 §4.1.2.1: the user is not sent to an address that nobody vouches for.
    @Test(arguments: [
        ("client_id", String?.none), ("client_id", "client_unknown"), ("redirect_uri", "https://evil.example/callback"),
        ("redirect_uri", "https://app.example/callback/"), ("redirect_uri", "https://app.example/callback?x=1"),
        ("redirect_uri", "https://APP.example/callback"), ("redirect_uri", "not a uri"),
    ])
    func showsPageWhereRedirectIsNotSafe(name: String, value: String?) async throws {
        try await TestSandbox.with { sandbox in
            let query = sandbox.query(try await sandbox.register(), [name: value])
            let response = try await sandbox.get("/oauth/authorize?\(query.encoded)")
            #expect(response.status == 400)
            #expect(response.mediaType == "text/html")
            #expect(response.headers["Location"] == nil)
        }
    }

    @Test(arguments: ["client_id", "redirect_uri"])
    func showsPageWhereTargetIsRepeated(name: String) async throws {
        try await TestSandbox.with { sandbox in
            var query = sandbox.query(try await sandbox.register())
            query.add(name, query.first(name) ?? "")
            #expect(try await sandbox.get("/oauth/authorize?\(query.encoded)").status == 400)
        }
    }

    @Test(arguments: [
        ("response_type", String?.none, "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("response_mode", "fragment", "invalid_request"),
        ("code_challenge", nil, "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge_method", nil, "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("scope", "profile admin", "invalid_scope"),
        ("scope", "Profile", "invalid_scope"),
        ("prompt", "none", "login_required"),
        ("prompt", "none login", "invalid_request"),
        ("prompt", "surprise", "invalid_request"),
        ("max_age", "soon", "invalid_request"),
        ("request", "e30.e30.", "request_not_supported"),
        ("request_uri", "https://app.example/r", "request_uri_not_supported"),
    ])
    func redirectsOtherErrors(name: String, value: String?, error: String) async throws {
        try await TestSandbox.with { sandbox in
            let query = sandbox.query(try await sandbox.register(), [name: value])
            let browser = TestBrowser(sandbox)
            try await browser.open("/oauth/authorize?\(query.encoded)")
            #expect(browser.page.status == 303)
            #expect(browser.page.headers["Location"]?.hasPrefix("https://app.example/callback?") == true)
            #expect(browser.callback.first("error") == error)
            #expect(browser.callback.first("state") == "a state")
            #expect(browser.callback.first("iss") == sandbox.server.baseURL)
            #expect(browser.callback.first("code") == nil)
        }
    }

    @Test(arguments: ["state", "scope", "nonce", "unknown"])
    func redirectsRepeatedParameters(name: String) async throws {
        try await TestSandbox.with { sandbox in
            var query = sandbox.query(try await sandbox.register())
            query.set(name, "profile")
            query.add(name, "profile")
            let browser = TestBrowser(sandbox)
            try await browser.open("/oauth/authorize?\(query.encoded)")
            #expect(browser.callback.first("error") == "invalid_request")
        }
    }

    @Test func refusesScopeThatIsNotRegistered() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register(scopes: ["profile"])
            let browser = TestBrowser(sandbox)
            let query = sandbox.query(client, ["scope": "profile generations"])
            try await browser.open("/oauth/authorize?\(query.encoded)")
            #expect(browser.callback.first("error") == "invalid_scope")
            #expect(browser.callback.first("error_description")?.contains("generations is not registered") == true)
        }
    }

    /// RFC 8252 §7.3.
    @Test(arguments: [
        ("http://127.0.0.1/cb", "http://127.0.0.1:51515/cb", true),
        ("http://[::1]:1/cb", "http://[::1]:51515/cb", true),
        ("http://127.0.0.1/cb", "http://127.0.0.1:51515/other", false),
        ("http://127.0.0.1/cb", "http://[::1]:51515/cb", false),
        ("http://127.0.0.1/cb", "https://127.0.0.1:51515/cb", false),
        ("http://localhost/cb", "http://localhost:51515/cb", false),
        ("https://app.example/cb", "https://app.example:444/cb", false),
    ])
    func takesAnyLoopbackPort(registered: String, asked: String, isTaken: Bool) async throws {
        try await TestSandbox.with { sandbox in
            let query = sandbox.query(try await sandbox.register(registered), ["redirect_uri": asked])
            let response = try await sandbox.get("/oauth/authorize?\(query.encoded)")
            #expect(response.status == (isTaken ? 200 : 400))
        }
    }

    @Test func keepsQueryOfRedirectURI() async throws {
        try await TestSandbox.with { sandbox in
            let answer = try await sandbox.allow(try await sandbox.register("https://app.example/cb?tenant=7"))
            #expect(answer.first("tenant") == "7")
            #expect(answer.first("code") != nil)
        }
    }

    @Test func asksForAllRegisteredScopesWhereNoneIsNamed() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register(scopes: ["profile", "characters"])
            let code = try await sandbox.code(client, ["scope": nil])
            let tokens = try sandbox.tokens(
                try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code)))
            #expect(tokens.json["scope"]?.string == "profile characters")
        }
    }

    @Test func takesFormsToo() async throws {
        try await TestSandbox.with { sandbox in
            let query = sandbox.query(try await sandbox.register())
            let response = try await sandbox.post("/oauth/authorize", form: query)
            #expect(response.status == 303)
            #expect(response.headers["Location"]?.hasSuffix("/oauth/authorize?\(query.encoded)") == true)
        }
    }
}
