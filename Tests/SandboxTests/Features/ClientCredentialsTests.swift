import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

/// Tokens for a client itself (RFC 6749 §4.4), and the policy of each client.
@Suite struct ClientCredentialsTests {
    @Test func givesTokensAboutTheClient() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let response = try await sandbox.grant(client, "client_credentials", [("scope", "profile characters")])
            let json = try response.json()
            #expect(json["scope"] == "profile characters")
            #expect(json["refresh_token"] == nil && json["id_token"] == nil)
            let token = try response.accessToken()
            let facts = try await sandbox.introspect(client, token)
            #expect(facts["sub"]?.string == client.id)
            #expect(facts["username"] == nil)
            #expect(try await sandbox.get("/oauth/userinfo", token: token).json() == ["sub": JSON(client.id)])
            #expect(try await sandbox.get("/oauth/characters/1", token: token).status == 200)
        }
    }

    @Test func asksForAllThatMakesSenseWithoutAUser() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let json = try await sandbox.grant(client, "client_credentials").json()
            #expect(json["scope"] == "profile generations characters")
            #expect(
                try await sandbox.grant(client, "client_credentials", [("scope", "openid")]).errorCode
                    == "invalid_scope")
            let narrow = try await sandbox.register(scopes: ["openid"])
            #expect(try await sandbox.grant(narrow, "client_credentials").errorCode == "invalid_scope")
            #expect(
                try await sandbox.grant(narrow, "client_credentials", [("scope", "characters")]).errorCode
                    == "invalid_scope")
        }
    }

    @Test func isForClientsThatAuthenticate() async throws {
        try await TestSandbox.with { sandbox in
            let known = TestClient(id: "client_sandbox_public", redirectURI: "", scopes: [])
            let refused = try await sandbox.grant(known, "client_credentials")
            #expect(refused.errorCode == "unauthorized_client")
        }
    }

    @Test func keepsToTheGrantsOfTheClient() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register([("grantTypes", ["authorization_code", "refresh_token"])])
            #expect(try await sandbox.grant(client, "client_credentials").errorCode == "unauthorized_client")
            _ = try await sandbox.tokens(client)
            let refused = try await sandbox.post(
                "/oauth/clients",
                json: [
                    "name": "A", "redirectUris": ["https://a.example/"], "scopes": ["profile"], "grantTypes": ["x"],
                ],
                token: "sk-sandbox-ada")
            #expect(refused.status == 400)
        }
    }

    @Test func theSeedNamesGrantsAndActors() async throws {
        try await TestSandbox.with {
            $0.seed.clients.append(
                SandboxClient(
                    id: "seeded", secret: "s", owner: "ada", name: "Seeded", redirectURIs: [], scopes: ["profile"],
                    grants: ["refresh_token"], mayAct: "someone"))
        } _: { sandbox in
            let client = TestClient(id: "seeded", secret: "s", redirectURI: "", scopes: [])
            let refused = try await sandbox.grant(client, "client_credentials")
            #expect(refused.errorCode == "unauthorized_client")
        }
    }
}

/// Tokens for a user's password (RFC 6749 §4.3).
@Suite struct PasswordTests {
    @Test func isOffUnlessItIsAskedFor() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let response = try await sandbox.grant(
                client, "password", [("username", "ada"), ("password", "engine")])
            #expect(response.errorCode == "unsupported_grant_type")
        }
    }

    @Test func givesTokensForTheRightPassword() async throws {
        try await TestSandbox.with({ $0.features = ["password": true] }) { sandbox in
            let client = try await sandbox.register()
            let tokens = try sandbox.tokens(
                try await sandbox.grant(
                    client, "password", [("username", "ada"), ("password", "engine"), ("scope", "openid profile")]))
            #expect(tokens.id != nil)
            #expect(try await sandbox.get("/oauth/userinfo", token: tokens.access).json()["username"] == "ada")
            #expect(
                try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, tokens.refresh)).status == 200)
        }
    }

    @Test func refusesWrongOnesAndThenAllFromThatUser() async throws {
        let now = TestSandbox.now()
        try await TestSandbox.with({ $0.features = ["password": true] }, clock: { now }) { sandbox in
            let client = try await sandbox.register()
            func attempt(_ password: String, user: String = "ada") async throws -> HTTPResponse {
                try await sandbox.grant(client, "password", [("username", user), ("password", password)])
            }
            #expect(try await attempt("engine", user: "nobody").errorCode == "invalid_grant")
            #expect(try await sandbox.grant(client, "password", [("username", "ada")]).errorCode == "invalid_request")
            for _ in 0..<8 { #expect(try await attempt("wrong").errorCode == "invalid_grant") }
            #expect(try await attempt("engine").errorCode == "invalid_grant")
            sandbox.server.moveClock(bySeconds: 31)
            #expect(try await attempt("engine").status == 200)
        }
    }
}
