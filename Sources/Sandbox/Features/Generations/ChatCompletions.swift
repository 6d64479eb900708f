internal import JSONKit
internal import SandboxCore

/// `POST /oauth/chat/completions`, as OpenAI shapes it.
enum ChatCompletions {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let access = try await BearerAccess.check(call, anyOf: ["generations"], in: provider)
        let body = try JSONBody(call)
        let request = try ChatRequest(body)
        var persona: SandboxCharacter?
        if let id = request.characterID {
            persona = try await StoredCharacter.find(id: id, for: access.user, param: "character_id", in: provider)
        }
        if let upstream = provider.upstream {
            let forwarded = body.json.taking(persona: persona)
            return try await upstream.forward(forwarded, to: "/chat/completions", isStreamed: request.isStreamed)
        }
        let model = try await Models.find(request.model, kinds: [.echo, .poet], in: provider)
        let completion = ChatCompletion(
            request, generator: generator(of: model), persona: persona, id: provider.randomID("chatcmpl-"),
            created: provider.now / 1000)
        return request.isStreamed
            ? completion.stream(delay: provider.configuration.streamDelay) : .json(completion.json).notStored
    }

    private static func generator(of model: SandboxModel) -> any TextGenerator {
        model.kind == .poet ? PoetGenerator() : EchoGenerator()
    }
}

extension JSON {
    /// The request with the persona as its first system message, for a server that knows no characters.
    fileprivate func taking(persona: SandboxCharacter?) -> JSON {
        let plain = setting("character_id", to: nil)
        guard let persona else { return plain }
        let system: JSON = ["role": "system", "content": JSON(persona.systemPrompt)]
        return plain.setting("messages", to: JSON([system] + (self["messages"]?.elements ?? [])))
    }
}
