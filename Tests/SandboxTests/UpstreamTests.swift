import HTTPMessage
import JSONKit
import Sandbox
import SandboxCore
import Testing

/// One sandbox is the upstream of another.
@Suite struct UpstreamTests {
    private func with(_ body: (TestSandbox, String) async throws -> Void) async throws {
        try await TestSandbox.with { back in
            let key = try await back.accessToken(["generations"])
            let upstream = SandboxUpstream(
                url: back.server.baseURL + "/oauth", apiKey: key, transport: back.transport)
            try await TestSandbox.with({ $0.upstream = upstream }) { front in
                try await body(front, try await front.accessToken(["generations"]))
            }
        }
    }

    private static func chat(_ changes: [(String, JSON?)] = []) -> JSON {
        let body: JSON = ["model": "sandbox/echo", "messages": [["role": "user", "content": "Hello upstream"]]]
        return changes.reduce(body) { $0.setting($1.0, to: $1.1) }
    }

    @Test func passesChatOn() async throws {
        try await with { front, token in
            let plain = try await front.post("/oauth/chat/completions", json: Self.chat(), token: token)
            #expect(try plain.json()["choices"]?[0]?["message"]?["content"]?.string == "Hello upstream")
            let body = Self.chat([("stream", true), ("character_id", "1")])
            let streamed = try await front.post("/oauth/chat/completions", json: body, token: token)
            #expect(streamed.mediaType == "text/event-stream")
            #expect(streamed.text.hasSuffix("data: [DONE]\n\n"))
        }
    }

    @Test func passesImagesModelsAndErrorsOn() async throws {
        try await with { front, token in
            let image: JSON = ["model": "sandbox/painter", "prompt": "hills", "size": "64x64"]
            #expect(try await front.post("/oauth/images/generations", json: image, token: token).status == 200)
            #expect(try await front.get("/oauth/models", token: token).json()["data"]?.count == 3)
            for stream in [true, false] {
                let body = Self.chat([("model", "gpt-9"), ("stream", JSON(stream))])
                let response = try await front.post("/oauth/chat/completions", json: body, token: token)
                #expect(response.status == 404)
                #expect(response.errorCode == "model_not_found")
            }
        }
    }

    @Test func saysThatItIsNotThere() async throws {
        let gone = try await TestSandbox.start()
        await gone.server.stop()
        let other = try await TestSandbox.start()
        let upstream = SandboxUpstream(url: gone.server.baseURL, transport: other.transport)
        try await TestSandbox.with({ $0.upstream = upstream }) { front in
            let token = try await front.accessToken(["generations"])
            for stream in [true, false] {
                let response = try await front.post(
                    "/oauth/chat/completions", json: Self.chat([("stream", JSON(stream))]), token: token)
                #expect(response.status == 502)
                #expect(response.errorCode == "upstream_unreachable")
            }
        }
        await other.stop()
    }
}
