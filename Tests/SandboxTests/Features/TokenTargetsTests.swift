import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import Testing

/// What tokens are for (RFC 8707), and how they are written for it (RFC 9068).
@Suite struct TokenTargetsTests {
    private static let calendar = "https://calendar.example/"
    private static let notes = "https://notes.example/"

    @Test func aResourceMayWantJWTs() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let response = try await sandbox.grant(
                client, "client_credentials", [("resource", Self.calendar), ("scope", "profile")])
            let token = try response.accessToken()
            let jwt = try JWTParts(reading: token)
            #expect(jwt.type == "at+jwt")
            let claims = jwt.claims
            #expect(claims["iss"]?.string == sandbox.server.baseURL)
            #expect(claims["aud"]?.string == Self.calendar)
            #expect(claims["sub"]?.string == client.id && claims["client_id"]?.string == client.id)
            #expect(claims["scope"] == "profile")
            #expect(claims["jti"]?.string?.isEmpty == false)
            #expect((claims["exp"]?.integer ?? 0) - (claims["iat"]?.integer ?? 0) == 3600)
            let keys = try JSONWebKeySet(try await sandbox.get("/oauth/jwks").json())
            #expect(keys.key(of: jwt)?.verifies(jwt) == true)
            let facts = try await sandbox.introspect(client, token)
            #expect(facts["active"] == true && facts["aud"]?.string == Self.calendar)
            // The sandbox's own API is not its audience.
            let refused = try await sandbox.get("/oauth/userinfo", token: token)
            #expect(refused.status == 401 && refused.errorCode == "invalid_token")
        }
    }

    @Test func othersAreOpaqueAndNamesWillDo() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let token = try await sandbox.grant(client, "client_credentials", [("audience", "notes")]).accessToken()
            #expect(token.hasPrefix("at_"))
            #expect(try await sandbox.introspect(client, token)["aud"]?.string == Self.notes)
            let own = try await sandbox.grant(client, "client_credentials", [("resource", sandbox.server.baseURL)])
                .accessToken()
            #expect(try await sandbox.get("/oauth/userinfo", token: own).status == 200)
        }
    }

    @Test func severalMayBeNamed() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let token = try await sandbox.grant(
                client, "client_credentials", [("resource", Self.notes), ("resource", Self.calendar)]
            ).accessToken()
            #expect(try JWTParts(reading: token).audiences == [Self.notes, Self.calendar])
        }
    }

    @Test(arguments: [
        ("resource", "https://nowhere.example/"), ("resource", "calendar"), ("resource", "https://calendar.example/#x"),
        ("audience", "nobody"), ("audience", "vault"), ("resource", "https://vault.example/"),
    ])
    func refusesOthers(name: String, value: String) async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            #expect(
                try await sandbox.grant(client, "client_credentials", [(name, value)]).errorCode == "invalid_target")
            var query = sandbox.query(client)
            query.add(name, value)
            let browser = TestBrowser(sandbox)
            try await browser.open("/oauth/authorize?\(query.encoded)")
            #expect(browser.callback.first("error") == "invalid_target")
        }
    }

    @Test func aTokenRequestStaysWithinTheAuthorization() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let code = try await sandbox.code(client, ["resource": Self.calendar])
            var form = sandbox.tokenForm(client, code: code)
            form.add("resource", Self.notes)
            #expect(try await sandbox.post("/oauth/token", form: form).errorCode == "invalid_target")
            // The refusal has not used the code up.
            form.remove("resource")
            let tokens = try sandbox.tokens(try await sandbox.post("/oauth/token", form: form))
            #expect(try JWTParts(reading: tokens.access).audiences == [Self.calendar])
            let refreshed = try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, tokens.refresh))
            #expect(try JWTParts(reading: try refreshed.accessToken()).audiences == [Self.calendar])
        }
    }

    @Test func aResourceKnowsItsScopes() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            func ask(_ scope: String) async throws -> HTTPResponse {
                try await sandbox.grant(client, "client_credentials", [("audience", "mail"), ("scope", scope)])
            }
            #expect(try await ask("profile characters").json()["scope"] == "profile")
            #expect(try await ask("characters").errorCode == "invalid_scope")
        }
    }

    @Test(
        arguments: [
            ("target-refused", "invalid_target"), ("target-ignored", nil), ("access-token-typ", nil),
            ("access-token-signature", nil),
        ] as [(String, String?)])
    func goesWrong(fault: String, error: String?) async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            try sandbox.server.setFault(fault, count: 1)
            let response = try await sandbox.grant(client, "client_credentials", [("audience", "calendar")])
            #expect(response.errorCode == error)
            guard error == nil else { return }
            let token = try response.accessToken()
            let jwt = try? JWTParts(reading: token)
            let keys = try JSONWebKeySet(try await sandbox.get("/oauth/jwks").json())
            switch fault {
            case "target-ignored":
                #expect(try await sandbox.introspect(client, token)["aud"] == nil)
                #expect(try await sandbox.get("/oauth/userinfo", token: token).status == 200)
            case "access-token-typ": #expect(jwt?.type == "JWT")
            default: #expect(jwt.flatMap { keys.key(of: $0)?.verifies($0) } == false)
            }
        }
    }
}
