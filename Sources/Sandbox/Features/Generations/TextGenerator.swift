internal import SandboxCore

/// What a chat completion is made from.
struct ChatPrompt: Sendable {
    struct Message: Sendable {
        var role: String
        var content: String
    }

    var messages: [Message]
    var seed: Int64
    var persona: SandboxCharacter?

    var lastUserMessage: String { messages.last { $0.role == "user" }?.content ?? "" }

    /// Everything that the answer depends on, as one text.
    var fingerprint: String {
        messages.map { "\($0.role)\u{1}\($0.content)" }.joined(separator: "\u{2}") + "\u{3}" + (persona?.id ?? "")
    }
}

/// Makes the same text from the same prompt.
protocol TextGenerator: Sendable {
    func text(for prompt: ChatPrompt) -> String
}

/// Repeats the last user message; with a persona, as its words.
struct EchoGenerator: TextGenerator {
    func text(for prompt: ChatPrompt) -> String {
        guard let persona = prompt.persona else { return prompt.lastUserMessage }
        return "\(persona.name): \(prompt.lastUserMessage)"
    }
}
