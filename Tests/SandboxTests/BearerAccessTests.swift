import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
import Testing

@Suite struct BearerAccessTests {
    private static let endpoints: [(method: String, path: String, scope: String)] = [
        ("GET", "/oauth/userinfo", "profile"), ("POST", "/oauth/chat/completions", "generations"),
        ("POST", "/oauth/images/generations", "generations"), ("GET", "/oauth/characters/1", "characters"),
        ("GET", "/oauth/models", "generations"), ("GET", "/oauth/models/sandbox/echo", "generations"),
    ]

    @Test func refusesWithoutToken() async throws {
        try await TestSandbox.with { sandbox in
            for endpoint in Self.endpoints {
                for headers in [[], [("Authorization", "Basic abc")], [("Authorization", "Bearer ")]] {
                    let response = try await sandbox.send(endpoint.method, endpoint.path, headers: headers)
                    #expect(response.status == 401)
                    #expect(response.challenge == "Bearer realm=\"sandbox\"")
                    #expect(try response.json()["error"]?["type"]?.string == "authentication_error")
                }
            }
        }
    }

    @Test func refusesBadToken() async throws {
        try await TestSandbox.with { sandbox in
            for token in ["at_unknown", "sk-sandbox-ada", "session-sandbox-ada"] {
                for endpoint in Self.endpoints {
                    let response = try await sandbox.send(
                        endpoint.method, endpoint.path, headers: [("Authorization", "Bearer \(token)")])
                    #expect(response.status == 401)
                    #expect(response.errorCode == "invalid_token")
                    #expect(response.challenge?.contains("error=\"invalid_token\"") == true)
                }
            }
        }
    }

    @Test func refusesEachMissingScope() async throws {
        try await TestSandbox.with { sandbox in
            var tokens: [String: String] = [:]
            for endpoint in Self.endpoints where tokens[endpoint.scope] == nil {
                let others = ["profile", "generations", "characters"].filter { $0 != endpoint.scope }
                tokens[endpoint.scope] = try await sandbox.accessToken(others)
            }
            for endpoint in Self.endpoints {
                let response = try await sandbox.send(
                    endpoint.method, endpoint.path,
                    headers: [("Authorization", "Bearer \(tokens[endpoint.scope] ?? "")")])
                #expect(response.status == 403)
                #expect(response.errorCode == "insufficient_scope")
                #expect(response.challenge?.contains("error=\"insufficient_scope\"") == true)
                #expect(response.challenge?.contains("scope=\"\(endpoint.scope)\"") == true)
            }
        }
    }

    @Test func tokenExpires() async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(["profile"])
            sandbox.server.moveClock(bySeconds: 3601)
            #expect(try await sandbox.get("/oauth/userinfo", token: token).errorCode == "invalid_token")
            #expect(sandbox.server.refusals.last?.cause == "invalid_token: the access token has expired")
        }
    }

    @Test func takesTokensFromTheHeaderOnly() async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(["profile"])
            #expect(try await sandbox.get("/oauth/userinfo?access_token=\(token)").status == 401)
            let header = ("Authorization", "Bearer \(token)")
            let twice = try await sandbox.send("GET", "/oauth/userinfo", headers: [header, header])
            #expect(twice.status == 400)
            #expect(twice.challenge?.contains("error=\"invalid_request\"") == true)
        }
    }

    @Test func limitsTheRateOfAUser() async throws {
        let start = TestSandbox.now()
        try await TestSandbox.with(
            {
                $0.rateLimit.burst = 3
                $0.rateLimit.perSecond = 0.5
            }, clock: { start }
        ) { sandbox in
            let token = try await sandbox.accessToken(["profile"])
            for _ in 0..<3 { #expect(try await sandbox.get("/oauth/userinfo", token: token).status == 200) }
            let limited = try await sandbox.get("/oauth/userinfo", token: token)
            #expect(limited.status == 429)
            #expect(limited.headers["Retry-After"] == "2")
            #expect(try limited.json()["error"]?["type"]?.string == "rate_limit_error")
            let other = try await sandbox.accessToken(["profile"], user: "ben")
            #expect(try await sandbox.get("/oauth/userinfo", token: other).status == 200)
            sandbox.server.moveClock(bySeconds: 2)
            #expect(try await sandbox.get("/oauth/userinfo", token: token).status == 200)
        }
    }
}
