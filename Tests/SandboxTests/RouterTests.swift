import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
import Testing

@Suite struct RouterTests {
    @Test(arguments: ["/", "/api/openai/v1", "/api/openai/v1/oauth/", "/api/openai/v1/oauth/token/x", "/%00"])
    func knowsNoOtherPath(path: String) async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.get(sandbox.origin + path)
            #expect(response.status == 404)
            #expect(try response.json()["error"]?["type"]?.string == "not_found_error")
        }
    }

    @Test(arguments: [
        ("GET", "/oauth/token", "POST, OPTIONS"), ("PUT", "/oauth/clients", "POST, GET, HEAD, OPTIONS"),
        ("DELETE", "/oauth/userinfo", "GET, POST, HEAD, OPTIONS"), ("GET", "/oauth/chat/completions", "POST, OPTIONS"),
    ])
    func namesTheMethodsThereAre(method: String, path: String, allow: String) async throws {
        try await TestSandbox.with { sandbox in
            let response = try await sandbox.send(method, path)
            #expect(response.status == 405)
            #expect(response.headers["Allow"] == allow)
            #expect(response.errorCode == "method_not_allowed")
            let options = try await sandbox.send("OPTIONS", path)
            #expect(options.status == 204)
            #expect(options.headers["Allow"] == allow)
        }
    }

    @Test func answersHeadWithoutBody() async throws {
        try await TestSandbox.with { sandbox in
            let head = try await sandbox.send("HEAD", "/oauth/pages/style.css")
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            let length = try await sandbox.get("/oauth/pages/style.css").body.count
            #expect(head.headers["Content-Length"] == String(length))
        }
    }

    @Test func boundsBodies() async throws {
        try await TestSandbox.with { sandbox in
            let body = [UInt8](repeating: 0x61, count: (1 << 20) + 1)
            let response = try await sandbox.send(
                "POST", "/oauth/token", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: body)
            #expect(response.status == 413)
        }
    }

    @Test func letsOtherOriginsUseTokensButNotPages() async throws {
        try await TestSandbox.with { sandbox in
            let api = try await sandbox.get("/oauth/userinfo")
            #expect(api.headers["Access-Control-Allow-Origin"] == "*")
            for path in ["/oauth/clients", "/oauth/authorize"] {
                #expect(try await sandbox.get(path).headers["Access-Control-Allow-Origin"] == nil)
                #expect(try await sandbox.send("OPTIONS", path).headers["Access-Control-Allow-Origin"] == nil)
            }
        }
    }

    @Test func tellsTheOperatorOfEachRequest() async throws {
        let events = Events()
        let sandbox = try await TestSandbox.start(log: { events.append($0) })
        _ = try await sandbox.get("/oauth/userinfo?access_token=secret")
        await sandbox.stop()
        let event = try #require(events.all.first)
        #expect(event.method == "GET")
        #expect(event.path == "/api/openai/v1/oauth/userinfo")
        #expect(event.status == 401)
        #expect(event.cause == "the token came in the query, which is not accepted")
        #expect(sandbox.server.refusals == [event])
    }
}
