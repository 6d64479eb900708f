import HTTPMessage
import JSONKit
import Testing

@Suite struct ChatCompletionsTests {
    private static func body(_ text: String = "Hello there", _ changes: [(String, JSON?)] = []) -> JSON {
        let body: JSON = ["model": "sandbox/echo", "messages": [["role": "user", "content": JSON(text)]]]
        return changes.reduce(body) { $0.setting($1.0, to: $1.1) }
    }

    private func with(_ body: (TestSandbox, String) async throws -> Void) async throws {
        try await TestSandbox.with { try await body($0, try await $0.accessToken(["generations"])) }
    }

    @Test func echoes() async throws {
        try await with { sandbox, token in
            let json = try await sandbox.post("/oauth/chat/completions", json: Self.body(), token: token).json()
            #expect(json["object"]?.string == "chat.completion")
            #expect(json["model"]?.string == "sandbox/echo")
            #expect(json["id"]?.string?.hasPrefix("chatcmpl-") == true)
            #expect(json["created"]?.integer != nil)
            let choice = try #require(json["choices"]?[0])
            #expect(choice["message"]?["role"]?.string == "assistant")
            #expect(choice["message"]?["content"]?.string == "Hello there")
            #expect(choice["finish_reason"]?.string == "stop")
            #expect(json["usage"]?["completion_tokens"]?.integer == 2)
            let usage = try #require(json["usage"])
            #expect(
                usage["total_tokens"]?.integer
                    == (usage["prompt_tokens"]?.integer ?? 0) + (usage["completion_tokens"]?.integer ?? 0))
        }
    }

    @Test func poetIsTheSameForTheSamePromptAndSeed() async throws {
        try await with { sandbox, token in
            func poem(_ text: String, seed: JSON) async throws -> String? {
                let body = Self.body(text, [("model", "sandbox/poet"), ("seed", seed)])
                let json = try await sandbox.post("/oauth/chat/completions", json: body, token: token).json()
                return json["choices"]?[0]?["message"]?["content"]?.string
            }
            let first = try await poem("lighthouses", seed: 1)
            #expect(try await poem("lighthouses", seed: 1) == first)
            #expect(try await poem("lighthouses", seed: 2) != first)
            #expect(first?.contains("lighthouses") == true)
            #expect((first?.count ?? 0) > 200)
        }
    }

    @Test func streams() async throws {
        try await with { sandbox, token in
            let body = Self.body("One two three", [("stream", true), ("stream_options", ["include_usage": true])])
            let response = try await sandbox.post("/oauth/chat/completions", json: body, token: token)
            #expect(response.mediaType == "text/event-stream")
            let events = response.text.split(separator: "\n\n").map { $0.dropFirst("data: ".count) }
            #expect(events.last == "[DONE]")
            let chunks = try events.dropLast().map { try JSON(parsing: String($0)) }
            #expect(chunks.allSatisfy { $0["object"]?.string == "chat.completion.chunk" })
            let text = chunks.compactMap { $0["choices"]?[0]?["delta"]?["content"]?.string }.joined()
            #expect(text == "One two three")
            #expect(chunks.first?["choices"]?[0]?["delta"]?["role"]?.string == "assistant")
            #expect(chunks.dropLast().last?["choices"]?[0]?["finish_reason"]?.string == "stop")
            #expect(chunks.last?["usage"]?["completion_tokens"]?.integer == 3)
        }
    }

    @Test func cutsAtLengthAndAtStop() async throws {
        try await with { sandbox, token in
            let short = Self.body("one two three", [("max_tokens", 2)])
            let choice = try await sandbox.post("/oauth/chat/completions", json: short, token: token).json()[
                "choices"]?[0]
            #expect(choice?["message"]?["content"]?.string == "one two")
            #expect(choice?["finish_reason"]?.string == "length")
            let stopped = Self.body("one two three", [("stop", " three")])
            let other = try await sandbox.post("/oauth/chat/completions", json: stopped, token: token).json()[
                "choices"]?[0]
            #expect(other?["message"]?["content"]?.string == "one two")
            #expect(other?["finish_reason"]?.string == "stop")
        }
    }

    @Test func takesOnACharacter() async throws {
        try await with { sandbox, token in
            func answer(_ id: JSON) async throws -> HTTPResponse {
                let body = Self.body("Hi", [("character_id", id)])
                return try await sandbox.post("/oauth/chat/completions", json: body, token: token)
            }
            let own = try await answer("2")
            #expect(try own.json()["choices"]?[0]?["message"]?["content"]?.string == "The Difference Engine: Hi")
            #expect(try await answer("4").errorCode == "private_character")
            let unknown = try await answer("99")
            #expect(unknown.status == 404)
            #expect(try unknown.json()["error"]?["param"]?.string == "character_id")
        }
    }

    @Test(
        arguments: [
            ("model", JSON?.none, 400, "model"), ("model", 4, 400, "model"), ("model", "gpt-4o", 404, "model"),
            ("model", "sandbox/painter", 404, "model"), ("messages", nil, 400, "messages"),
            ("messages", [], 400, "messages"), ("messages", "Hello", 400, "messages"),
            ("messages", ["Hello"], 400, "messages[0]"),
            ("messages", [["role": "king", "content": "x"]], 400, "messages[0].role"),
            ("messages", [["role": "user"]], 400, "messages[0].content"),
            ("messages", [["role": "user", "content": [["type": "image_url"]]]], 400, "messages[0].content[0]"),
            ("temperature", 2.1, 400, "temperature"), ("temperature", "hot", 400, "temperature"),
            ("temperature", -0.1, 400, "temperature"), ("max_tokens", 0, 400, "max_tokens"),
            ("max_tokens", 1.5, 400, "max_tokens"), ("stream", "yes", 400, "stream"),
            ("character_id", 1, 400, "character_id"), ("n", 9, 400, "n"), ("seed", "x", 400, "seed"),
        ] as [(String, JSON?, Int, String)])
    func refuses(member: String, value: JSON?, status: Int, param: String) async throws {
        try await with { sandbox, token in
            let body = Self.body("Hello", [(member, value)])
            let response = try await sandbox.post("/oauth/chat/completions", json: body, token: token)
            #expect(response.status == status)
            #expect(try response.json()["error"]?["type"]?.string == "invalid_request_error")
            #expect(try response.json()["error"]?["param"]?.string == param)
        }
    }

    @Test func listsModels() async throws {
        try await with { sandbox, token in
            let list = try await sandbox.get("/oauth/models", token: token).json()
            #expect(list["object"]?.string == "list")
            let ids = list["data"]?.elements?.compactMap { $0["id"]?.string }
            #expect(ids == ["sandbox/echo", "sandbox/painter", "sandbox/poet"])
            let one = try await sandbox.get("/oauth/models/sandbox/poet", token: token)
            #expect(try one.json()["object"]?.string == "model")
            #expect(try await sandbox.get("/oauth/models/sandbox%2Fpoet", token: token).body == one.body)
            #expect(try await sandbox.get("/oauth/models/gpt", token: token).status == 404)
        }
    }
}
