import HTTPMessage
import JSONKit
import OAuthCore
import Synchronization
import TestSupport
import Testing

@testable import Sandbox
@testable import SandboxCore

/// Authentication of a user on another device (OpenID CIBA Core 1.0).
@Suite struct CIBATests {
    private static let grant = "urn:openid:params:grant-type:ciba"

    private func ask(
        _ sandbox: TestSandbox, _ client: TestClient, _ changes: [String: String?] = [:]
    ) async throws -> HTTPResponse {
        var form = client.credentials
        form.add("scope", "openid profile")
        form.add("login_hint", "ada")
        for (name, value) in changes { form.set(name, value) }
        return try await sandbox.post("/oauth/backchannel", form: form)
    }

    private func poll(_ sandbox: TestSandbox, _ client: TestClient, _ id: String) async throws -> HTTPResponse {
        try await sandbox.grant(client, Self.grant, [("auth_req_id", id)])
    }

    /// Opens the approval page of a request, and signs in.
    private func open(_ sandbox: TestSandbox, _ json: JSON, user: String = "ada") async throws -> TestBrowser {
        let browser = TestBrowser(sandbox)
        try await browser.open(try #require(json["approval_uri"]?.string))
        if browser.page.text.contains("<h1>Sign in</h1>") { try await browser.signIn(user) }
        return browser
    }

    @Test func givesTokensWhenTheUserHasAllowedIt() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let json = try await ask(sandbox, client, ["binding_message": "W4SCT"]).json()
            let id = try #require(json["auth_req_id"]?.string)
            #expect(json["expires_in"] == 600 && json["interval"] == 5)
            #expect(try await poll(sandbox, client, id).errorCode == "authorization_pending")
            #expect(try await sandbox.get("/oauth/approvals").text.contains("W4SCT"))
            let browser = try await open(sandbox, json)
            #expect(browser.page.text.contains("W4SCT"))
            try await browser.consent(["openid", "profile"], decision: "allow")
            #expect(browser.page.text.contains("You allowed it"))
            let tokens = try sandbox.tokens(try await poll(sandbox, client, id))
            #expect(tokens.json["scope"] == "openid profile")
            #expect(tokens.id != nil)
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).json()["username"] == "ada")
            #expect(
                try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, tokens.refresh)).status == 200)
            #expect(try await poll(sandbox, client, id).errorCode == "invalid_grant")
            #expect(try await open(sandbox, json).page.status == 404)
            let left = try await sandbox.get("/oauth/approvals")
            #expect(!left.text.contains("W4SCT"))
        }
    }

    @Test func isForThatUserAlone() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let json = try await ask(sandbox, client).json()
            let browser = try await open(sandbox, json, user: "ben")
            try await browser.consent(["openid"], decision: "allow")
            #expect(browser.page.status == 403)
            let id = json["auth_req_id"]?.string ?? ""
            #expect(try await poll(sandbox, client, id).errorCode == "authorization_pending")
            let other = try await sandbox.register()
            #expect(try await poll(sandbox, other, id).errorCode == "invalid_grant")
            #expect(try await poll(sandbox, other, "").errorCode == "invalid_request")
        }
    }

    @Test func tellsTheClientOfADenial() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let json = try await ask(sandbox, client).json()
            let browser = try await open(sandbox, json)
            try await browser.consent([], decision: "deny")
            #expect(browser.page.text.contains("You did not allow it"))
            #expect(try await poll(sandbox, client, json["auth_req_id"]?.string ?? "").errorCode == "access_denied")
        }
    }

    @Test func slowsDownAndExpires() async throws {
        let start = TestSandbox.now()
        try await TestSandbox.with({ $0.settings = ["ciba.lifetime": 60] }, clock: { start }) { sandbox in
            let client = try await sandbox.register()
            let json = try await ask(sandbox, client, ["requested_expiry": "30"]).json()
            #expect(json["expires_in"] == 30)
            let id = json["auth_req_id"]?.string ?? ""
            for (seconds, error) in [
                (Int64(0), "authorization_pending"), (1, "slow_down"), (10, "authorization_pending"),
                (20, "expired_token"),
            ] {
                sandbox.server.moveClock(bySeconds: seconds)
                #expect(try await poll(sandbox, client, id).errorCode == error, "after \(seconds) s")
            }
        }
    }

    @Test func takesEachHint() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let id = try #require(try await sandbox.tokens(client).id)
            let hints: [[String: String?]] = [
                ["login_hint": "user_1"], ["login_hint": nil, "id_token_hint": id],
                ["login_hint": nil, "login_hint_token": try sandbox.assertion()], ["user_code": "engine"],
            ]
            for hint in hints {
                #expect(try await ask(sandbox, client, hint).status == 200)
            }
        }
    }

    private static let mistakes: [([String: String?], String)] = [
        (["login_hint": nil], "invalid_request"), (["id_token_hint": "x"], "invalid_request"),
        (["login_hint": nil, "id_token_hint": "x"], "invalid_request"),
        (["login_hint": "nobody"], "unknown_user_id"), (["scope": nil], "invalid_request"),
        (["scope": "profile"], "invalid_scope"), (["scope": "openid unheard"], "invalid_scope"),
        (["binding_message": String(repeating: "x", count: 101)], "invalid_binding_message"),
        (["binding_message": "a\u{1B}b"], "invalid_binding_message"), (["user_code": "wrong"], "invalid_user_code"),
        (["requested_expiry": "0"], "invalid_request"), (["requested_expiry": "soon"], "invalid_request"),
        (["resource": "https://vault.example/"], "invalid_target"), (["request": "x"], "invalid_request"),
    ]

    @Test(arguments: mistakes.indices) func refuses(index: Int) async throws {
        let (changes, error) = Self.mistakes[index]
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            #expect(try await ask(sandbox, client, changes).errorCode == error)
        }
    }

    @Test func refusesExpiredHintsAndMissingCodes() async throws {
        try await TestSandbox.with({ $0.settings = ["ciba.user-code": 1] }) { sandbox in
            let client = try await sandbox.register()
            #expect(try await ask(sandbox, client).errorCode == "missing_user_code")
            let expired = try sandbox.assertion(["exp": 1])
            #expect(
                try await ask(sandbox, client, ["login_hint": nil, "login_hint_token": expired]).errorCode
                    == "expired_login_hint_token")
            let known = TestClient(id: "client_sandbox_public", redirectURI: "", scopes: [])
            #expect(try await ask(sandbox, known).errorCode == "unauthorized_client")
        }
    }

    /// OpenID CIBA Core §10.2: the client is told that it may come for its tokens.
    @Test func pingsTheClientThatAskedForIt() async throws {
        let pings = Mutex<[Call]>([])
        var feature = Feature("test", "Takes pings.")
        feature.routes = [
            Route("POST", "/oauth/ping", .token, .token) { call, _ in
                pings.withLock { $0.append(call) }
                return Reply(204)
            }
        ]
        let client = try await TestSandbox.start(features: Feature.all + [feature])
        try await TestSandbox.with({ $0.transport = client.transport }) { sandbox in
            let registered = try await sandbox.register([
                ("backchannelTokenDeliveryMode", "ping"),
                ("backchannelClientNotificationEndpoint", JSON("\(client.server.baseURL)/oauth/ping")),
            ])
            let metadata = try await sandbox.get("/api/openai/v1/.well-known/openid-configuration").json()
            #expect(metadata["backchannel_token_delivery_modes_supported"] == ["poll", "ping"])
            #expect(try await ask(sandbox, registered).errorCode == "invalid_request")
            let json = try await ask(sandbox, registered, ["client_notification_token": "8d67dc78"]).json()
            let browser = try await open(sandbox, json)
            try await browser.consent(["openid"], decision: "allow")
            try await wait(until: "a ping") { pings.withLock { !$0.isEmpty } }
            let ping = try #require(pings.withLock { $0.first })
            #expect(ping.headers["Authorization"] == "Bearer 8d67dc78")
            #expect(try JSON(parsing: ping.body) == ["auth_req_id": json["auth_req_id"] ?? nil])
            #expect(try await poll(sandbox, registered, json["auth_req_id"]?.string ?? "").status == 200)
        }
        await client.stop()
    }

    @Test(arguments: [
        ("ciba-expired", "expired_token"), ("ciba-denied", "access_denied"),
        ("ciba-pending", "authorization_pending"), ("ciba-slow-down", "slow_down"),
    ])
    func goesWrong(fault: String, error: String) async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let json = try await ask(sandbox, client).json()
            let browser = try await open(sandbox, json)
            try await browser.consent(["openid"], decision: "allow")
            try sandbox.server.setFault(fault, count: 1)
            let id = json["auth_req_id"]?.string ?? ""
            #expect(try await poll(sandbox, client, id).errorCode == error)
            #expect(try await poll(sandbox, client, id).status == 200)
            try sandbox.server.setFault("ciba-user-unknown", count: 1)
            #expect(try await ask(sandbox, client).errorCode == "unknown_user_id")
        }
    }
}
