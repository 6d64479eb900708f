import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import Testing

@Suite struct IntrospectAndRevokeTests {
    private func ask(_ sandbox: TestSandbox, _ path: String, _ client: TestClient, _ token: String) async throws
        -> HTTPResponse
    {
        var form = client.credentials
        form.add("token", token)
        return try await sandbox.post(path, form: form)
    }

    private func isActive(_ sandbox: TestSandbox, _ client: TestClient, _ token: String) async throws -> Bool? {
        try await ask(sandbox, "/oauth/introspect", client, token).json()["active"]?.bool
    }

    @Test func tellsOfOwnTokens() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            for (token, type) in [(tokens.access, "Bearer"), (tokens.refresh, "refresh_token")] {
                let json = try await ask(sandbox, "/oauth/introspect", client, token).json()
                #expect(json["active"]?.bool == true)
                #expect(json["client_id"]?.string == client.id)
                #expect(json["username"]?.string == "ada")
                #expect(json["token_type"]?.string == type)
                #expect(Scope(json["scope"]?.string ?? "") == Scope(client.scopes))
                #expect((json["exp"]?.integer ?? 0) > (json["iat"]?.integer ?? 0))
            }
        }
    }

    /// RFC 7662 §2.2: nothing but that it is not active.
    @Test func tellsNothingOfOthers() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            let stranger = try await sandbox.register(key: "sk-sandbox-ben")
            #expect(try await ask(sandbox, "/oauth/introspect", stranger, tokens.access).text == "{\"active\":false}")
            #expect(try await ask(sandbox, "/oauth/introspect", client, "at_unknown").text == "{\"active\":false}")
            sandbox.server.moveClock(bySeconds: 3601)
            #expect(try await ask(sandbox, "/oauth/introspect", client, tokens.access).text == "{\"active\":false}")
        }
    }

    @Test func wantsAuthenticatedClients() async throws {
        try await TestSandbox.with { sandbox in
            for path in ["/oauth/introspect", "/oauth/revoke"] {
                let none = try await sandbox.post(path, form: ["token": "x"])
                #expect(none.status == 401)
                #expect(none.errorCode == "invalid_client")
                let client = try await sandbox.register()
                #expect(try await sandbox.post(path, form: client.credentials).errorCode == "invalid_request")
            }
            let open = TestClient(id: "client_sandbox_public", redirectURI: "", scopes: [])
            #expect(try await ask(sandbox, "/oauth/introspect", open, "x").status == 401)
        }
    }

    @Test func revokesAccessTokenAlone() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            let response = try await ask(sandbox, "/oauth/revoke", client, tokens.access)
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).status == 401)
            #expect(try await isActive(sandbox, client, tokens.refresh) == true)
        }
    }

    /// RFC 7009 §2.1.
    @Test func revokesAllWithTheRefreshToken() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            #expect(try await ask(sandbox, "/oauth/revoke", client, tokens.refresh).status == 200)
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).status == 401)
            #expect(try await isActive(sandbox, client, tokens.refresh) == false)
        }
    }

    @Test func revokesOnlyOwnTokensAndIsQuietAboutUnknownOnes() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            let stranger = try await sandbox.register()
            #expect(try await ask(sandbox, "/oauth/revoke", stranger, tokens.refresh).errorCode == "invalid_grant")
            #expect(try await ask(sandbox, "/oauth/revoke", stranger, tokens.access).errorCode == "invalid_grant")
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).status == 200)
            #expect(try await ask(sandbox, "/oauth/revoke", client, "rt_unknown").status == 200)
        }
    }
}
