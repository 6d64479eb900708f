import CurlTransport
import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
import Testing

@Suite struct ServerTests {
    @Test func listensOnLoopback() async throws {
        try await TestSandbox.with { sandbox in
            #expect(sandbox.server.baseURL.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\/api\/openai\/v1/) != nil)
            #expect(sandbox.server.users.map(\.name) == ["ada", "ben", "cleo"])
        }
    }

    @Test func saysThatAPortIsTaken() async throws {
        try await TestSandbox.with { sandbox in
            let port = try #require(Int(sandbox.origin.split(separator: ":").last ?? ""))
            let error = await #expect(throws: SandboxError.self) { _ = try await TestSandbox.start { $0.port = port } }
            #expect(error?.code == .address)
            #expect(error?.message == "cannot listen on 127.0.0.1:\(port): Address already in use")
        }
    }

    @Test(arguments: ["sandbox.example", "https://sandbox.example/?a=b", "https://sandbox.example/", "ftp://a.example"])
    func refusesBadPublicURL(url: String) async throws {
        let error = await #expect(throws: SandboxError.self) { _ = try await TestSandbox.start { $0.publicURL = url } }
        #expect(error?.code == .configuration)
    }

    @Test func stopsWhileAStreamIsOpen() async throws {
        let sandbox = try await TestSandbox.start { $0.streamDelay = 60_000 }
        let token = try await sandbox.accessToken(["generations"])
        let begun = AsyncStream<Void>.makeStream()
        async let answer = sandbox.stream(token) { begun.continuation.yield() }
        for await _ in begun.stream { break }
        await sandbox.server.stop()
        _ = await answer
        sandbox.transport.close()
    }
}

extension TestSandbox {
    fileprivate func stream(_ token: String, onBegin: @escaping @Sendable () -> Void) async -> HTTPExchange {
        let body: JSON = ["model": "sandbox/poet", "stream": true, "messages": [["role": "user", "content": "x"]]]
        let request = HTTPRequest(
            "POST", server.baseURL + "/oauth/chat/completions",
            headers: [
                HTTPHeader("Authorization", "Bearer \(token)"), HTTPHeader("Content-Type", "application/json"),
            ], body: Array(body.text().utf8))
        return await transport.send(request, options: TransportOptions()) { _ in onBegin() }
    }
}
