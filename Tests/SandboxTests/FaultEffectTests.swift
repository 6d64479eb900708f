import Encodings
import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

/// What a server can do wrong, as its client sees it.
@Suite struct FaultEffectTests {
    private func exchange(_ sandbox: TestSandbox, _ client: TestClient) async throws -> HTTPResponse {
        let code = try await sandbox.code(client)
        return try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code))
    }

    @Test func aMovedClockShowsInTheDate() async throws {
        try await TestSandbox.with { sandbox in
            let before = try #require((try await sandbox.get("/oauth/models")).headers["Date"].flatMap(HTTPDate.parse))
            sandbox.server.moveClock(bySeconds: 7200)
            let response = try await sandbox.get("/oauth/models")
            let after = try #require(response.headers["Date"].flatMap(HTTPDate.parse))
            #expect((7_199_000...7_260_000).contains(after - before))
            #expect(response.headers.values("Date").count == 1)
            #expect(response.headers["Sandbox-Date"] == nil)
        }
    }

    @Test func aSlowClockRefusesFreshTokens() async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(["profile"])
            try sandbox.server.setFault("clock-skew", count: 1)
            let response = try await sandbox.get("/oauth/userinfo", token: token)
            #expect(response.status == 401)
            let date = try #require(response.headers["Date"].flatMap(HTTPDate.parse))
            #expect((-660_000 ... -540_000).contains(date - TestSandbox.now()))
        }
    }

    @Test func tokensAreOfAnotherType() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            try sandbox.server.setFault("token-type-unknown", count: 1)
            #expect(try await exchange(sandbox, client).json()["token_type"] == "mac")
            try sandbox.server.setFault("token-type-missing", count: 1)
            #expect(try await exchange(sandbox, client).json()["token_type"] == nil)
            #expect(try await exchange(sandbox, client).json()["token_type"] == "Bearer")
        }
    }

    @Test func refusalsAreSilent() async throws {
        try await TestSandbox.with { sandbox in
            try sandbox.server.setFault("silent-refusals", count: 1)
            let silent = try await sandbox.post("/oauth/token", form: [:])
            #expect(silent.status == 403 && silent.body.isEmpty)
            #expect(try await sandbox.post("/oauth/token", form: [:]).errorCode == "invalid_request")
        }
    }

    @Test func theTokenEndpointMoves() async throws {
        try await TestSandbox.with { sandbox in
            try sandbox.server.setFault("token-redirect", count: 1)
            let response = try await sandbox.post("/oauth/token", form: [:])
            #expect(response.status == 308)
            #expect(response.headers["Location"]?.hasSuffix("/oauth/token/") == true)
        }
    }

    @Test func aSeededSecretWithPunctuationIsTakenEncodedOnly() async throws {
        try await TestSandbox.with { sandbox in
            let credentials = BasicCredentials(
                id: "client_sandbox_punctuation", secret: "secret_with:colon+plus%percent/and=more")
            let form: FormParameters = ["grant_type": "authorization_code", "code": "none"]
            func answer(_ header: String) async throws -> String? {
                try await sandbox.post("/oauth/token", form: form, headers: [("Authorization", header)]).errorCode
            }
            #expect(try await answer(credentials.headerValue) == "invalid_grant")
            try sandbox.server.setFault("basic-not-decoded")
            #expect(try await answer(credentials.headerValue) == "invalid_client")
            #expect(try await answer(credentials.headerValueNotEncoded) == "invalid_grant")
            try sandbox.server.setFault("basic-refused")
            #expect(try await answer(credentials.headerValueNotEncoded) == "invalid_client")
        }
    }
}
