import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import Testing

/// Tokens for an assertion (RFC 7523 §2.1).
@Suite struct JWTBearerTests {
    private func ask(
        _ sandbox: TestSandbox, _ client: TestClient, _ assertion: String, _ more: [(String, String)] = []
    ) async throws -> HTTPResponse {
        try await sandbox.grant(client, TestSandbox.jwtBearer, [("assertion", assertion)] + more)
    }

    @Test func givesTokensOfTheUserThatATrustedIssuerNames() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            for subject in ["ada", "user_1"] {
                let response = try await ask(
                    sandbox, client, try sandbox.assertion(["sub": JSON(subject)]), [("scope", "profile")])
                #expect(try response.json()["refresh_token"] == nil)
                let user = try await sandbox.get("/oauth/userinfo", token: try response.accessToken()).json()
                #expect(user["username"] == "ada")
            }
        }
    }

    @Test func aClientSignsForItself() async throws {
        try await TestSandbox.with { sandbox in
            let key = try PrivateKey(reading: PublishedKey.jwk)
            let client = try await sandbox.register([("jwks", ["keys": [key.publicKey]])])
            let assertion = try sandbox.assertion(["iss": JSON(client.id), "sub": JSON(client.id)])
            let token = try await ask(sandbox, client, assertion).accessToken()
            #expect(try await sandbox.introspect(client, token)["sub"]?.string == client.id)
            let other = try await sandbox.register()
            let foreign = try sandbox.assertion(["iss": JSON(client.id), "sub": JSON(client.id)])
            #expect(try await ask(sandbox, other, foreign).errorCode == "invalid_grant")
        }
    }

    private static let mistakes: [(claims: [String: JSON?], header: [String: JSON?], words: String)] = [
        (["aud": "https://other.example"], [:], "aud"), (["aud": nil], [:], "aud"),
        (["exp": 1], [:], "has expired"), (["exp": nil], [:], "no exp"), (["exp": 99_999_999_999], [:], "too long"),
        (["nbf": 99_999_999_999], [:], "nbf"), (["iat": 99_999_999_999], [:], "iat"),
        (["jti": nil], [:], "no jti"), (["iss": "https://unknown.example"], [:], "not an issuer that is trusted"),
        (["iss": nil], [:], "no iss"), (["sub": "nobody"], [:], "not a user"), (["sub": nil], [:], "no sub"),
        ([:], ["kid": "unknown"], "kid"), ([:], ["alg": "none"], "none"), ([:], ["alg": "HS256"], "HS256"),
    ]

    @Test(arguments: mistakes.indices) func refuses(index: Int) async throws {
        let mistake = Self.mistakes[index]
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let response = try await ask(
                sandbox, client, try sandbox.assertion(mistake.claims, header: mistake.header))
            #expect(response.errorCode == "invalid_grant")
            #expect(response.text.contains(mistake.words), "\(response.text)")
        }
    }

    @Test func refusesWhatIsChangedOrUsedTwice() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let assertion = try sandbox.assertion()
            var parts = assertion.split(separator: ".").map(String.init)
            parts[2] = String(parts[2].reversed())
            #expect(try await ask(sandbox, client, parts.joined(separator: ".")).errorCode == "invalid_grant")
            #expect(try await ask(sandbox, client, "not-a-jwt").errorCode == "invalid_grant")
            #expect(try await ask(sandbox, client, "").errorCode == "invalid_request")
            #expect(try await ask(sandbox, client, assertion).status == 200)
            let again = try await ask(sandbox, client, assertion)
            #expect(again.errorCode == "invalid_grant" && again.text.contains("used before"))
        }
    }

    @Test func goesWrong() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            try sandbox.server.setFault("assertion-refused", count: 1)
            #expect(try await sandbox.grant(client, "client_credentials").status == 200)
            #expect(try await ask(sandbox, client, try sandbox.assertion()).errorCode == "invalid_grant")
            #expect(try await ask(sandbox, client, try sandbox.assertion()).status == 200)
        }
    }
}
