import HTTPMessage
import JSONKit
import Sandbox
import Testing

@Suite struct RefreshTests {
    @Test func rotates() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let first = try await sandbox.tokens(client)
            let second = try sandbox.tokens(
                try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, first.refresh)))
            #expect(second.refresh != first.refresh)
            #expect(second.access != first.access)
            #expect(try await sandbox.get("/oauth/userinfo", token: second.access).status == 200)
        }
    }

    @Test func reuseRevokesTheFamily() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let first = try await sandbox.tokens(client)
            let form = sandbox.refreshForm(client, first.refresh)
            let second = try sandbox.tokens(try await sandbox.post("/oauth/token", form: form))
            #expect(try await sandbox.post("/oauth/token", form: form).errorCode == "invalid_grant")
            #expect(try await sandbox.get("/oauth/userinfo", token: second.access).status == 401)
            let next = try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, second.refresh))
            #expect(next.errorCode == "invalid_grant")
        }
    }

    @Test func narrowsButNeverWidens() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let first = try await sandbox.tokens(client, ticked: ["profile", "characters"])
            let wide = sandbox.refreshForm(client, first.refresh, scope: "profile generations")
            let refused = try await sandbox.post("/oauth/token", form: wide)
            #expect(refused.status == 400)
            #expect(refused.errorCode == "invalid_scope")
            let narrow = sandbox.refreshForm(client, first.refresh, scope: "characters")
            let second = try sandbox.tokens(try await sandbox.post("/oauth/token", form: narrow))
            #expect(second.json["scope"]?.string == "characters")
            #expect(try await sandbox.get("/oauth/userinfo", token: second.access).status == 403)
            let third = try sandbox.tokens(
                try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, second.refresh)))
            #expect(third.json["scope"]?.string == "profile characters")
        }
    }

    @Test func refusesStrangersAndTheExpired() async throws {
        try await TestSandbox.with { sandbox in
            let client = try await sandbox.register()
            let tokens = try await sandbox.tokens(client)
            let other = try await sandbox.register()
            let forms = [
                sandbox.refreshForm(other, tokens.refresh), sandbox.refreshForm(client, "rt_unknown"),
                sandbox.refreshForm(client, tokens.access),
            ]
            for form in forms {
                #expect(try await sandbox.post("/oauth/token", form: form).errorCode == "invalid_grant")
            }
            sandbox.server.moveClock(bySeconds: 31 * 24 * 3600)
            let late = try await sandbox.post("/oauth/token", form: sandbox.refreshForm(client, tokens.refresh))
            #expect(late.errorCode == "invalid_grant")
        }
    }
}
