internal import HTTPMessage
internal import JSONKit
internal import SandboxCore

/// An answer to a chat, whole or in pieces.
struct ChatCompletion: Sendable {
    private let id: String
    private let created: Int64
    private let request: ChatRequest
    private let choices: [(tokens: [String], reason: String)]
    private let promptTokens: Int

    init(
        _ request: ChatRequest, generator: any TextGenerator, persona: SandboxCharacter?, id: String, created: Int64
    ) {
        self.id = id
        self.created = created
        self.request = request
        choices = (0..<request.count).map { index in
            let prompt = ChatPrompt(
                messages: request.messages, seed: request.seed &+ Int64(index), persona: persona)
            return request.cut(generator.text(for: prompt))
        }
        // Four for what stands around each message, as OpenAI counts them.
        promptTokens = request.messages.reduce(0) { $0 + Tokens.count($1.content) + 4 }
    }

    var json: JSON {
        [
            "id": JSON(id), "object": "chat.completion", "created": JSON(created), "model": JSON(request.model),
            "choices": JSON(choices.enumerated().map { ChatCompletion.choice($0.offset, $0.element) }),
            "usage": usage,
        ]
    }

    private static func choice(_ index: Int, _ choice: (tokens: [String], reason: String)) -> JSON {
        [
            "index": JSON(index), "message": ["role": "assistant", "content": JSON(choice.tokens.joined())],
            "finish_reason": JSON(choice.reason),
        ]
    }

    private var usage: JSON {
        let completion = choices.reduce(0) { $0 + $1.tokens.count }
        return [
            "prompt_tokens": JSON(promptTokens), "completion_tokens": JSON(completion),
            "total_tokens": JSON(promptTokens + completion),
        ]
    }

    /// Server-sent events, one for each token, closed by `[DONE]`.
    ///
    /// - Parameter delay: milliseconds between two of them.
    func stream(delay: Int64) -> Reply {
        let chunks = chunks
        let headers: HTTPHeaders = [
            HTTPHeader("Content-Type", "text/event-stream; charset=utf-8"), HTTPHeader("Cache-Control", "no-store"),
        ]
        return Reply(
            200, headers: headers,
            body: .stream { write in
                for chunk in chunks {
                    try await write(Array("data: \(chunk.text())\n\n".utf8))
                    if delay > 0 { try await Task.sleep(for: .milliseconds(delay)) }
                }
                try await write(Array("data: [DONE]\n\n".utf8))
            })
    }

    private var chunks: [JSON] {
        var chunks: [JSON] = []
        for (index, choice) in choices.enumerated() {
            chunks.append(chunk(index, ["role": "assistant", "content": ""]))
            chunks += choice.tokens.map { chunk(index, ["content": JSON($0)]) }
            chunks.append(chunk(index, [:], reason: choice.reason))
        }
        if request.streamsUsage { chunks.append(chunk([]).setting("usage", to: usage)) }
        return chunks
    }

    private func chunk(_ index: Int, _ delta: JSON, reason: String? = nil) -> JSON {
        chunk([["index": JSON(index), "delta": delta, "finish_reason": reason.map { JSON($0) } ?? .null]])
    }

    private func chunk(_ choices: [JSON]) -> JSON {
        [
            "id": JSON(id), "object": "chat.completion.chunk", "created": JSON(created), "model": JSON(request.model),
            "choices": JSON(choices),
        ]
    }
}
