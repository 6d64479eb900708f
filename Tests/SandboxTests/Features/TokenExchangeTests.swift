import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import Testing

/// Exchange of tokens (RFC 8693).
@Suite struct TokenExchangeTests {
    private func exchange(
        _ sandbox: TestSandbox, _ client: TestClient, _ subject: String, _ more: [(String, String)] = [],
        type: String = "access_token"
    ) async throws -> HTTPResponse {
        let parameters = [
            ("subject_token", subject), ("subject_token_type", "urn:ietf:params:oauth:token-type:\(type)"),
        ]
        return try await sandbox.grant(client, TestSandbox.exchange, parameters + more)
    }

    private func actor(_ token: String) -> [(String, String)] {
        [("actor_token", token), ("actor_token_type", TestSandbox.accessTokenType)]
    }

    @Test func givesATokenForAnotherAudience() async throws {
        try await TestSandbox.with { sandbox in
            let front = try await sandbox.register()
            let back = try await sandbox.register(scopes: ["profile", "characters"])
            let subject = try await sandbox.tokens(front, ticked: ["openid", "profile"])
            let response = try await exchange(
                sandbox, back, subject.access, [("audience", "calendar"), ("scope", "profile")])
            let json = try response.json()
            #expect(json["issued_token_type"]?.string == TestSandbox.accessTokenType)
            #expect(json["token_type"] == "Bearer" && json["scope"] == "profile")
            #expect(json["refresh_token"] == nil && json["id_token"] == nil)
            let claims = try JWTParts(reading: try response.accessToken()).claims
            #expect(claims["sub"] == "user_1" && claims["client_id"]?.string == back.id)
            #expect(claims["aud"] == "https://calendar.example/" && claims["act"] == nil)
        }
    }

    /// RFC 8693 §4.1: the outermost actor is the current one.
    @Test func keepsTheChainOfActors() async throws {
        try await TestSandbox.with { sandbox in
            let front = try await sandbox.register()
            let middle = try await sandbox.register()
            let back = try await sandbox.register()
            func own(_ client: TestClient) async throws -> String {
                try await sandbox.grant(client, "client_credentials").accessToken()
            }
            let subject = try await sandbox.tokens(front).access
            let one = try await exchange(sandbox, middle, subject, actor(try await own(middle))).accessToken()
            let two = try await exchange(sandbox, back, one, actor(try await own(back))).accessToken()
            let facts = try await sandbox.introspect(back, two)
            #expect(facts["sub"] == "user_1")
            #expect(facts["act"] == ["sub": JSON(back.id), "act": ["sub": JSON(middle.id)]])
            // Without an actor the chain stays as it is.
            let three = try await exchange(
                sandbox, back, two, [("requested_token_type", "urn:ietf:params:oauth:token-type:jwt")])
            #expect(try three.json()["issued_token_type"] == "urn:ietf:params:oauth:token-type:jwt")
            #expect(try JWTParts(reading: try three.accessToken()).claims["act"] == facts["act"])
        }
    }

    @Test func boundsTheChainOfActors() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let own = try await sandbox.grant(client, "client_credentials").accessToken()
            var token = try await sandbox.tokens(client).access
            for _ in 0..<8 { token = try await exchange(sandbox, client, token, actor(own)).accessToken() }
            #expect(try await exchange(sandbox, client, token, actor(own)).errorCode == "invalid_request")
        }
    }

    @Test func heedsMayAct() async throws {
        try await TestSandbox.with { sandbox in
            let back = try await sandbox.register()
            let other = try await sandbox.register()
            let front = try await sandbox.register([("mayAct", JSON(back.id))])
            let subject = try await sandbox.tokens(front).access
            #expect(try await sandbox.introspect(front, subject)["may_act"] == ["sub": JSON(back.id)])
            let own = try await sandbox.grant(back, "client_credentials").accessToken()
            let foreign = try await sandbox.grant(other, "client_credentials").accessToken()
            #expect(try await exchange(sandbox, back, subject, actor(own)).status == 200)
            #expect(try await exchange(sandbox, back, subject).status == 200)
            #expect(try await exchange(sandbox, other, subject).errorCode == "invalid_request")
            #expect(try await exchange(sandbox, back, subject, actor(foreign)).errorCode == "invalid_request")
        }
    }

    @Test func takesOtherTokensToo() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            let id = try #require(tokens.id)
            for (token, type) in [
                (tokens.refresh, "refresh_token"), (id, "id_token"), (tokens.access, "jwt"),
                (try sandbox.assertion(), "jwt"),
            ] {
                let response = try await exchange(sandbox, client, token, [("scope", "profile")], type: type)
                let user = try await sandbox.get("/oauth/userinfo", token: try response.accessToken()).json()
                #expect(user["username"] == "ada", "\(type)")
            }
            let identified = try await exchange(
                sandbox, client, tokens.access, [("requested_token_type", "urn:ietf:params:oauth:token-type:id_token")])
            let json = try identified.json()
            #expect(json["token_type"] == "N_A")
            #expect(json["issued_token_type"] == "urn:ietf:params:oauth:token-type:id_token")
            #expect(try JWTParts(reading: try identified.accessToken()).claims["sub"] == "user_1")
        }
    }

    @Test func endsNoLaterThanItsSubject() async throws {
        let now = TestSandbox.now()
        try await TestSandbox.with(clock: { now }) { sandbox in
            let client = try await sandbox.register()
            let subject = try await sandbox.tokens(client).access
            sandbox.server.moveClock(bySeconds: 3000)
            #expect(try await exchange(sandbox, client, subject).json()["expires_in"] == 600)
            sandbox.server.moveClock(bySeconds: 601)
            #expect(try await exchange(sandbox, client, subject).errorCode == "invalid_request")
        }
    }

    private static let mistakes: [([(String, String)], String)] = [
        ([("audience", "vault")], "invalid_target"), ([("resource", "https://nowhere.example/")], "invalid_target"),
        ([("scope", "characters")], "invalid_scope"), ([("scope", "unheard")], "invalid_scope"),
        ([("requested_token_type", "urn:ietf:params:oauth:token-type:saml2")], "invalid_request"),
        ([("requested_token_type", "nonsense")], "invalid_request"),
        ([("actor_token", "at_unknown"), ("actor_token_type", TestSandbox.accessTokenType)], "invalid_request"),
        ([("actor_token", "at_unknown")], "invalid_request"),
        ([("actor_token_type", TestSandbox.accessTokenType)], "invalid_request"),
    ]

    @Test(arguments: mistakes.indices) func refuses(index: Int) async throws {
        let (parameters, error) = Self.mistakes[index]
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let subject = try await sandbox.tokens(client, ticked: ["profile", "generations"]).access
            #expect(try await exchange(sandbox, client, subject, parameters).errorCode == error)
            #expect(try await exchange(sandbox, client, subject).status == 200)
        }
    }

    @Test func refusesSubjectsThatAreNotWhatTheyAreSaidToBe() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            for (token, type) in [
                ("at_unknown", "access_token"), (tokens.refresh, "access_token"), (tokens.access, "refresh_token"),
                (tokens.access, "id_token"), (tokens.access, "saml2"), (tokens.id ?? "", "access_token"),
                (try sandbox.assertion(["exp": 1]), "jwt"),
            ] {
                #expect(
                    try await exchange(sandbox, client, token, type: type).errorCode == "invalid_request", "\(type)")
            }
            #expect(try await sandbox.grant(client, TestSandbox.exchange).errorCode == "invalid_request")
            #expect(
                try await sandbox.grant(client, TestSandbox.exchange, [("subject_token", tokens.access)]).errorCode
                    == "invalid_request")
            var form = client.credentials
            form.add("token", tokens.access)
            #expect(try await sandbox.post("/oauth/revoke", form: form).status == 200)
            #expect(try await exchange(sandbox, client, tokens.access).errorCode == "invalid_request")
            let known = TestClient(id: "client_sandbox_public", redirectURI: "", scopes: [])
            #expect(try await exchange(sandbox, known, tokens.access).errorCode == "unauthorized_client")
        }
    }

    @Test func goesWrong() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let subject = try await sandbox.tokens(client).access
            let own = try await sandbox.grant(client, "client_credentials").accessToken()
            try sandbox.server.setFault("actor-lost", count: 1)
            let lost = try await exchange(sandbox, client, subject, actor(own)).accessToken()
            #expect(try await sandbox.introspect(client, lost)["act"] == nil)
            try sandbox.server.setFault("issued-token-type-missing", count: 1)
            #expect(try await exchange(sandbox, client, subject).json()["issued_token_type"] == nil)
            #expect(try await exchange(sandbox, client, subject).json()["issued_token_type"] != nil)
        }
    }
}
