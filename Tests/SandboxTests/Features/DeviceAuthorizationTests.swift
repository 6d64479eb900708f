import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

/// The device authorization grant (RFC 8628), as a device and a user with a browser take it.
@Suite struct DeviceAuthorizationTests {
    private static let grant = "urn:ietf:params:oauth:grant-type:device_code"

    /// What the device was given.
    private struct Codes {
        var device: String
        var user: String
        var json: JSON
    }

    private func start(_ sandbox: TestSandbox, _ client: TestClient, scope: String? = nil) async throws -> Codes {
        var form = client.credentials
        form.set("scope", scope)
        let response = try await sandbox.post("/oauth/device_authorization", form: form)
        try #require(response.status == 200, "\(response.text)")
        let json = try response.json()
        return Codes(
            device: try #require(json["device_code"]?.string), user: try #require(json["user_code"]?.string), json: json
        )
    }

    private func poll(_ sandbox: TestSandbox, _ client: TestClient, _ code: String) async throws -> HTTPResponse {
        var form = client.credentials
        form.add("grant_type", Self.grant)
        form.add("device_code", code)
        return try await sandbox.post("/oauth/token", form: form)
    }

    /// Enters the code, signs in, and stays on the consent page.
    private func enter(_ sandbox: TestSandbox, _ code: String, user: String = "ada") async throws -> TestBrowser {
        let browser = TestBrowser(sandbox)
        try await browser.open("/oauth/device")
        try await submit(browser, code)
        if browser.page.text.contains("<h1>Sign in</h1>") { try await browser.signIn(user) }
        return browser
    }

    private func submit(_ browser: TestBrowser, _ code: String) async throws {
        var form = browser.hidden
        form.add("user_code", code)
        try await browser.submit("device", form)
    }

    private func client(_ sandbox: TestSandbox) async throws -> TestClient {
        try await sandbox.register(scopes: ["openid", "profile", "generations"])
    }

    @Test func givesCodesAsTheRFCSays() async throws {
        try await TestSandbox.with { sandbox in
            let codes = try await start(sandbox, try await client(sandbox))
            let page = "\(sandbox.server.baseURL)/oauth/device"
            #expect(codes.json["verification_uri"]?.string == page)
            #expect(codes.json["verification_uri_complete"]?.string == "\(page)?user_code=\(codes.user)")
            #expect(codes.json["expires_in"]?.integer == 600)
            #expect(codes.json["interval"]?.integer == 5)
            let halves = codes.user.split(separator: "-")
            #expect(halves.map(\.count) == [4, 4])
            #expect(codes.user.allSatisfy { "BCDFGHJKLMNPQRSTVWXZ-".contains($0) })
        }
    }

    @Test func isInTheMetadata() async throws {
        try await TestSandbox.with { sandbox in
            let json = try await sandbox.get("/.well-known/oauth-authorization-server/api/openai/v1").json()
            #expect(
                json["device_authorization_endpoint"]?.string
                    == "\(sandbox.server.baseURL)/oauth/device_authorization")
            #expect(json["grant_types_supported"]?.elements?.contains(JSON(Self.grant)) == true)
        }
    }

    @Test func givesTokensWhenTheUserHasAllowedIt() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await client(sandbox)
            let codes = try await start(sandbox, client)
            #expect(try await poll(sandbox, client, codes.device).errorCode == "authorization_pending")
            // In lower case and without the hyphen, as people type it.
            let browser = try await enter(sandbox, codes.user.lowercased().replacing("-", with: " "))
            #expect(browser.page.text.contains("Go on only if your device shows the code \(codes.user)."))
            try await browser.consent(["openid", "profile"], decision: "allow")
            #expect(browser.page.text.contains("Your device is connected"))
            let tokens = try sandbox.tokens(try await poll(sandbox, client, codes.device))
            #expect(tokens.json["scope"]?.string == "openid profile")
            #expect(tokens.id != nil)
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).json()["username"] == "ada")
            let refresh = try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, tokens.refresh))
            #expect(refresh.status == 200)
            #expect(try await poll(sandbox, client, codes.device).errorCode == "invalid_grant")
            let again = try await enter(sandbox, codes.user)
            #expect(again.page.status == 404)
        }
    }

    @Test func takesTheCodeFromTheAddress() async throws {
        try await TestSandbox.with { sandbox in
            let codes = try await start(sandbox, try await client(sandbox))
            let browser = TestBrowser(sandbox)
            try await browser.open(codes.json["verification_uri_complete"]?.string ?? "")
            #expect(browser.field("user_code") == codes.user)
        }
    }

    @Test func tellsTheDeviceOfADenial() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await client(sandbox)
            let codes = try await start(sandbox, client)
            let browser = try await enter(sandbox, codes.user)
            try await browser.consent([], decision: "deny")
            #expect(browser.page.text.contains("You did not allow it"))
            for _ in 0..<2 { #expect(try await poll(sandbox, client, codes.device).errorCode == "access_denied") }
        }
    }

    /// RFC 8628 §3.5: the interval grows by five seconds with each poll that comes too early.
    @Test func slowsDownDevicesThatPollTooOften() async throws {
        let start = TestSandbox.now()
        try await TestSandbox.with(clock: { start }) { sandbox in
            let client = try await client(sandbox)
            let codes = try await self.start(sandbox, client)
            let steps: [(Int64, String)] = [
                (0, "authorization_pending"), (1, "slow_down"), (5, "slow_down"), (15, "authorization_pending"),
                (14, "slow_down"),
            ]
            for (seconds, error) in steps {
                sandbox.server.moveClock(bySeconds: seconds)
                #expect(try await poll(sandbox, client, codes.device).errorCode == error, "after \(seconds) s")
            }
        }
    }

    @Test func keepsToTheConfiguredIntervalAndLifetime() async throws {
        let start = TestSandbox.now()
        try await TestSandbox.with(
            { $0.settings = ["device-authorization.interval": 1, "device-authorization.lifetime": 10] },
            clock: { start }
        ) { sandbox in
            let client = try await client(sandbox)
            let codes = try await self.start(sandbox, client)
            #expect(codes.json["interval"]?.integer == 1)
            #expect(codes.json["expires_in"]?.integer == 10)
            for seconds in [Int64(0), 1, 1] {
                sandbox.server.moveClock(bySeconds: seconds)
                #expect(try await poll(sandbox, client, codes.device).errorCode == "authorization_pending")
            }
            sandbox.server.moveClock(bySeconds: 8)
            #expect(try await poll(sandbox, client, codes.device).errorCode == "expired_token")
            let late = try await enter(sandbox, codes.user)
            #expect(late.page.status == 404)
        }
    }

    @Test func bindsCodesToTheirClient() async throws {
        try await TestSandbox.with { sandbox in
            let codes = try await start(sandbox, try await client(sandbox))
            let other = try await client(sandbox)
            #expect(try await poll(sandbox, other, codes.device).errorCode == "invalid_grant")
            #expect(try await poll(sandbox, other, "device_unknown").errorCode == "invalid_grant")
            #expect(try await poll(sandbox, other, "").errorCode == "invalid_request")
        }
    }

    @Test func asksForTheScopeOfTheRequest() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await client(sandbox)
            let codes = try await start(sandbox, client, scope: "profile")
            let browser = try await enter(sandbox, codes.user)
            #expect(browser.page.text.contains("Your profile"))
            #expect(!browser.page.text.contains("Generate for you"))
            try await browser.consent(["profile", "generations"], decision: "allow")
            #expect(try await poll(sandbox, client, codes.device).json()["scope"] == "profile")
            var form = client.credentials
            form.add("scope", "characters")
            let refused = try await sandbox.post("/oauth/device_authorization", form: form)
            #expect(refused.errorCode == "invalid_scope")
        }
    }

    @Test(arguments: ["AEIO-UAEI", "WDJB", "WDJB-MJHTX", ""])
    func saysWhatACodeLooksLike(code: String) async throws {
        try await TestSandbox.with { sandbox in
            let browser = TestBrowser(sandbox)
            try await browser.open("/oauth/device")
            try await submit(browser, code)
            #expect(browser.page.status == 400)
            #expect(browser.page.text.contains("A code has eight letters"))
        }
    }

    @Test func throttlesGuesses() async throws {
        let start = TestSandbox.now()
        try await TestSandbox.with(clock: { start }) { sandbox in
            let path = "/oauth/device/confirm?user_code=BCDF-GHJK"
            for _ in 0..<50 { #expect(try await sandbox.get(path).status == 404) }
            let throttled = try await sandbox.get(path)
            #expect(throttled.status == 429)
            sandbox.server.moveClock(bySeconds: 31)
            #expect(try await sandbox.get(path).status == 404)
        }
    }

    @Test func takesFormsOfItsOwnPageOnly() async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.post("/oauth/device", form: ["user_code": "BCDF-GHJK"])
            #expect(response.status == 403)
        }
    }

    @Test(arguments: [
        ("device-code-expired", "expired_token"), ("device-denied", "access_denied"),
        ("device-pending", "authorization_pending"), ("device-slow-down", "slow_down"),
    ])
    func goesWrong(fault: String, error: String) async throws {
        try await TestSandbox.with { sandbox in
            let client = try await client(sandbox)
            let codes = try await start(sandbox, client)
            let browser = try await enter(sandbox, codes.user)
            try await browser.consent(["profile"], decision: "allow")
            try sandbox.server.setFault(fault, count: 1)
            // Another grant is not concerned.
            _ = try await sandbox.tokens(client)
            #expect(try await poll(sandbox, client, codes.device).errorCode == error)
            #expect(try await poll(sandbox, client, codes.device).status == 200)
        }
    }

    @Test func survivesARestart() async throws {
        let file = TemporaryStore()
        var waiting: (TestClient, Codes)?
        try await TestSandbox.with({ $0.store = .file(file.path) }) { sandbox in
            let client = try await client(sandbox)
            waiting = (client, try await start(sandbox, client))
        }
        try await TestSandbox.with({ $0.store = .file(file.path) }) { sandbox in
            let (client, codes) = try #require(waiting)
            let browser = try await enter(sandbox, codes.user)
            try await browser.consent(["profile"], decision: "allow")
            #expect(try await poll(sandbox, client, codes.device).status == 200)
        }
    }
}
