import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

@Suite struct TokenTests {
    @Test func exchangesTheCode() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let code = try await sandbox.code(client)
            let response = try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code))
            let json = try response.json()
            #expect(response.status == 200)
            #expect(response.headers["Cache-Control"] == "no-store")
            #expect(response.headers["Pragma"] == "no-cache")
            #expect(json["token_type"]?.string == "Bearer")
            #expect(json["expires_in"]?.integer == 3600)
            #expect(Scope(json["scope"]?.string ?? "") == Scope(client.scopes))
        }
    }

    @Test func takesBasicToo() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let form = sandbox.tokenForm(
                client, code: try await sandbox.code(client), ["client_id": nil, "client_secret": nil])
            let basic = BasicCredentials(id: client.id, secret: client.secret ?? "").headerValue
            let response = try await sandbox.post("/oauth/token", form: form, headers: [("Authorization", basic)])
            #expect(response.status == 200)
        }
    }

    @Test func takesThePublicClientOfTheSeed() async throws {
        try await TestSandbox.with { sandbox in
            let client = TestClient(
                id: "client_sandbox_public", redirectURI: "http://127.0.0.1:4711/callback", scopes: ["profile"])
            let tokens = try await sandbox.tokens(client)
            #expect(tokens.json["scope"]?.string == "profile")
        }
    }

    /// Each leaves the code as it was, which the right request proves at the end.
    @Test func refusesWhatDoesNotBelongTogether() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let other = try await sandbox.register()
            let code = try await sandbox.code(client)
            let wrongs: [([String: String?], String)] = [
                (["code": "code_unknown"], "invalid_grant"), (["code": nil], "invalid_request"),
                (["redirect_uri": "https://app.example/other"], "invalid_grant"),
                (["redirect_uri": nil], "invalid_request"),
                (["code_verifier": String(repeating: "a", count: 43)], "invalid_grant"),
                (["code_verifier": "short"], "invalid_request"), (["code_verifier": nil], "invalid_request"),
                (["client_id": other.id, "client_secret": other.secret], "invalid_grant"),
                (["grant_type": nil], "invalid_request"), (["grant_type": ""], "invalid_request"),
                (["grant_type": "password"], "unsupported_grant_type"),
                (["grant_type": "urn:example:grant"], "unsupported_grant_type"),
            ]
            for (changes, error) in wrongs {
                let form = sandbox.tokenForm(client, code: code, changes)
                let response = try await sandbox.post("/oauth/token", form: form)
                #expect(response.status == 400, "\(changes)")
                #expect(response.errorCode == error, "\(changes)")
                #expect(response.headers["Cache-Control"] == "no-store")
                #expect(try response.json()["error_description"]?.string?.isEmpty == false)
            }
            let right = try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code))
            #expect(right.status == 200)
        }
    }

    @Test func refusesClientsThatDoNotAuthenticate() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let form = sandbox.tokenForm(client, code: "code_any")
            func answer(_ change: [String: String?], _ headers: [(String, String)] = []) async throws -> HTTPResponse {
                var form = form
                for (name, value) in change { form.set(name, value) }
                return try await sandbox.post("/oauth/token", form: form, headers: headers)
            }
            for change in [["client_secret": "wrong"], ["client_secret": nil], ["client_id": "client_unknown"]] {
                let response = try await answer(change)
                #expect(response.status == 401)
                #expect(response.errorCode == "invalid_client")
                #expect(response.challenge == nil)
            }
            let none = try await answer(["client_secret": nil, "client_id": nil])
            #expect(none.status == 401)
            let bodyless: [String: String?] = ["client_secret": nil, "client_id": nil]
            let wrong = BasicCredentials(id: client.id, secret: "wrong").headerValue
            for header in [wrong, "Basic !", "Bearer x"] {
                let response = try await answer(bodyless, [("Authorization", header)])
                #expect(response.status == 401)
                #expect(response.errorCode == "invalid_client")
                #expect(response.challenge == "Basic realm=\"sandbox\"")
            }
            let both = try await answer([:], [("Authorization", wrong)])
            #expect(both.status == 400)
            #expect(both.errorCode == "invalid_request")
        }
    }

    @Test func refusesBodiesThatAreNoForm() async throws {
        try await TestSandbox.with { sandbox in
            let json = try await sandbox.post("/oauth/token", json: ["grant_type": "authorization_code"])
            #expect(json.status == 400)
            #expect(json.errorCode == "invalid_request")
            #expect(json.text.contains("application/x-www-form-urlencoded"))
            let none = try await sandbox.send("POST", "/oauth/token", headers: [("Content-Type", "")])
            #expect(none.errorCode == "invalid_request")
            let twice = try await sandbox.post(
                "/oauth/token", form: FormParameters([("grant_type", "a"), ("grant_type", "a")]))
            #expect(twice.errorCode == "invalid_request")
            let query = try await sandbox.post("/oauth/token?grant_type=authorization_code", form: [:])
            #expect(query.errorCode == "invalid_request")
        }
    }

    @Test func codeExpires() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let code = try await sandbox.code(client)
            sandbox.server.moveClock(bySeconds: 61)
            let response = try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code))
            #expect(response.errorCode == "invalid_grant")
            #expect(!response.text.contains("has expired"))
            #expect(sandbox.server.refusals.last?.cause == "invalid_grant: the code has expired")
        }
    }

    @Test func reuseRevokesWhatTheCodeGave() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let code = try await sandbox.code(client)
            let form = sandbox.tokenForm(client, code: code)
            let tokens = try sandbox.tokens(try await sandbox.post("/oauth/token", form: form))
            // A stranger who replays it without the verifier ends nothing.
            let stranger = sandbox.tokenForm(client, code: code, ["code_verifier": String(repeating: "x", count: 43)])
            #expect(try await sandbox.post("/oauth/token", form: stranger).errorCode == "invalid_grant")
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).status == 200)
            #expect(try await sandbox.post("/oauth/token", form: form).errorCode == "invalid_grant")
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).status == 401)
            let refresh = try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, tokens.refresh))
            #expect(refresh.errorCode == "invalid_grant")
        }
    }

    @Test(arguments: [false, true])
    func oneOfManyWins(inFile: Bool) async throws {
        let file = TemporaryStore()
        try await TestSandbox.with({ if inFile { $0.store = .file(file.path) } }) { sandbox in
            let client = try await sandbox.register()
            let form = sandbox.tokenForm(client, code: try await sandbox.code(client))
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await sandbox.post("/oauth/token", form: form).status }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(statuses.filter { $0 == 400 }.count == 19)
        }
    }

    @Test func letsTwentyWrongSecretsBeAndThrottlesALoop() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let code = try await sandbox.code(client)
            let wrong = sandbox.tokenForm(client, code: code, ["client_secret": "wrong"])
            for _ in 0..<100 { #expect(try await sandbox.post("/oauth/token", form: wrong).status == 401) }
            let throttled = try await sandbox.post("/oauth/token", form: wrong)
            #expect(throttled.status == 429)
            #expect(throttled.headers["Retry-After"] != nil)
            sandbox.server.moveClock(bySeconds: 31)
            #expect(try await sandbox.post("/oauth/token", form: wrong).status == 401)
        }
    }
}
