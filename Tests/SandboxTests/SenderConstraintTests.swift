import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Sandbox
@testable import SandboxCore

/// A constraint that takes the header `Test-Key` for a proof.
@Suite struct SenderConstraintTests {
    private static let table: [Feature] = {
        var feature = Feature("test-constraint", "Binds tokens to the header Test-Key.")
        feature.senderConstraints = [
            SenderConstraint(
                member: "test", tokenType: "Test",
                bind: { request, _ in
                    let key = request.call.headers["Test-Key"]
                    guard key != "bad" else { throw Refusal.oauth("invalid_test_proof", "The proof does not hold.") }
                    return key
                },
                check: { call in
                    guard call.call.headers["Test-Key"] == call.key else {
                        throw BearerChallenge.invalidToken(cause: "the proof is of another key")
                    }
                })
        ]
        return Feature.all + [feature]
    }()

    private func exchange(_ sandbox: TestSandbox, _ client: TestClient, key: String?) async throws -> HTTPResponse {
        let form = sandbox.tokenForm(client, code: try await sandbox.code(client))
        return try await sandbox.post("/oauth/token", form: form, headers: key.map { [("Test-Key", $0)] } ?? [])
    }

    private func use(_ sandbox: TestSandbox, _ scheme: String, _ token: String, key: String?) async throws
        -> HTTPResponse
    {
        let proof = key.map { [("Test-Key", $0)] } ?? []
        return try await sandbox.send(
            "GET", "/oauth/userinfo", headers: [("Authorization", "\(scheme) \(token)")] + proof)
    }

    @Test func bindsTokensAndChecksThemAtResources() async throws {
        try await TestSandbox.with(features: Self.table) { sandbox in
            let client = try await sandbox.register()
            let tokens = try sandbox.tokens(try await exchange(sandbox, client, key: "one"))
            #expect(tokens.json["token_type"] == "Test")
            #expect(try await use(sandbox, "Test", tokens.access, key: "one").status == 200)
            for (scheme, key) in [("Test", "other"), ("Test", nil), ("Bearer", "one")] as [(String, String?)] {
                let response = try await use(sandbox, scheme, tokens.access, key: key)
                #expect(response.errorCode == "invalid_token", "\(scheme) \(key ?? "")")
            }
            var form = client.credentials
            form.add("token", tokens.access)
            let json = try await sandbox.post("/oauth/introspect", form: form).json()
            #expect(json["cnf"] == ["test": "one"])
            #expect(json["token_type"] == "Test")
        }
    }

    @Test func leavesBearerTokensAsTheyAre() async throws {
        try await TestSandbox.with(features: Self.table) { sandbox in
            let client = try await sandbox.register()
            let tokens = try sandbox.tokens(try await exchange(sandbox, client, key: nil))
            #expect(tokens.json["token_type"] == "Bearer")
            #expect(try await use(sandbox, "Bearer", tokens.access, key: nil).status == 200)
            #expect(try await use(sandbox, "Test", tokens.access, key: "one").status == 401)
        }
    }

    @Test func refusesProofsThatDoNotHold() async throws {
        try await TestSandbox.with(features: Self.table) { sandbox in
            let response = try await exchange(sandbox, try await sandbox.register(), key: "bad")
            #expect(response.errorCode == "invalid_test_proof")
        }
    }

    /// RFC 9449 §5: the refresh token of a client that authenticates is bound to the client.
    @Test func bindsRefreshTokensOfPublicClients() async throws {
        try await TestSandbox.with(features: Self.table) { sandbox in
            let open = TestClient(
                id: "client_sandbox_public", redirectURI: "http://127.0.0.1/callback", scopes: ["profile"])
            for (client, status) in [(open, 400), (try await sandbox.register(), 200)] {
                let tokens = try sandbox.tokens(try await exchange(sandbox, client, key: "one"))
                let form = sandbox.refreshForm(client, tokens.refresh)
                let other = try await sandbox.post("/oauth/token", form: form, headers: [("Test-Key", "two")])
                #expect(other.status == status)
                guard status == 400 else { continue }
                #expect(other.errorCode == "invalid_grant")
                let same = try await sandbox.post("/oauth/token", form: form, headers: [("Test-Key", "one")])
                #expect(same.status == 200)
            }
        }
    }
}
