import HTTPMessage
import JSONKit
import OAuthCore
import Sandbox
import SandboxCore
import Testing

@Suite struct FaultTests {
    @Test func tableIsSortedAndSaysWhatItDoes() async throws {
        try await TestSandbox.with { sandbox in
            let names = sandbox.server.faults.map(\.name)
            #expect(names == names.sorted())
            #expect(Set(names).count == names.count)
            #expect(sandbox.server.faults.allSatisfy { !$0.summary.isEmpty && $0.state == .off })
        }
    }

    @Test func countsDown() async throws {
        try await TestSandbox.with { sandbox in
            let token = try await sandbox.accessToken(["profile"])
            try sandbox.server.setFault("rate-limited", count: 2)
            for _ in 0..<2 {
                let response = try await sandbox.get("/oauth/userinfo", token: token)
                #expect(response.status == 429)
                #expect(response.headers["Retry-After"] == "1")
            }
            #expect(try await sandbox.get("/oauth/userinfo", token: token).status == 200)
            #expect(sandbox.server.faults.allSatisfy { $0.state == .off })
        }
    }

    @Test(arguments: [("server-error", 500, "application/json"), ("html-error", 502, "text/html")])
    func answersWithErrors(name: String, status: Int, type: String) async throws {
        try await TestSandbox.with { sandbox in
            try sandbox.server.setFault(name)
            for path in ["/oauth/userinfo", "/oauth/models"] {
                let response = try await sandbox.get(path)
                #expect(response.status == status)
                #expect(response.mediaType == type)
            }
            #expect(try await sandbox.post("/oauth/token", form: [:]).status == status)
            try sandbox.server.clearFault(name)
            #expect(try await sandbox.get("/oauth/userinfo").status == 401)
        }
    }

    @Test func changesCodesAndTokens() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            func exchange() async throws -> HTTPResponse {
                let code = try await sandbox.code(client)
                return try await sandbox.post("/oauth/token", form: sandbox.tokenForm(client, code: code))
            }
            try sandbox.server.setFault("code-expired", count: 1)
            #expect(try await exchange().errorCode == "invalid_grant")
            try sandbox.server.setFault("scope-dropped", count: 1)
            let dropped = Scope(try await exchange().json()["scope"]?.string ?? "")
            #expect(dropped == Scope(client.scopes.dropLast()))
            try sandbox.server.setFault("no-refresh-token", count: 1)
            #expect(try await exchange().json()["refresh_token"] == nil)
            #expect(try await exchange().json()["refresh_token"] != nil)
        }
    }

    /// The code is spent all the same.
    @Test func losesTheResponse() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let form = sandbox.tokenForm(client, code: try await sandbox.code(client))
            try sandbox.server.setFault("token-lost-response", count: 1)
            let lost = await sandbox.exchange(
                "POST", "/oauth/token", headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(form.encoded.utf8))
            #expect(lost.failure?.code == .closed)
            let again = try await sandbox.post("/oauth/token", form: form)
            #expect(again.errorCode == "invalid_grant")
            #expect(sandbox.server.refusals.last?.cause?.contains("used before") == true)
        }
    }

    @Test func refusesUnknownNames() async throws {
        try await TestSandbox.with { sandbox in
            #expect(throws: SandboxError.self) { try sandbox.server.setFault("meteor") }
            #expect(throws: SandboxError.self) { try sandbox.server.setFault("slow", count: 0) }
        }
    }
}
