internal import SandboxCore

/// Writes a few stanzas on what was asked.
struct PoetGenerator: TextGenerator {
    func text(for prompt: ChatPrompt) -> String {
        var random = SplitMix(prompt.fingerprint, seed: prompt.seed)
        let theme = Self.theme(of: prompt.lastUserMessage, &random)
        var stanzas = [opening(prompt, theme, &random)]
        for _ in 0..<(2 + random.int(2)) { stanzas.append(stanza(theme, &random)) }
        stanzas.append(closing(prompt, theme, &random))
        return stanzas.joined(separator: "\n\n")
    }

    private func opening(_ prompt: ChatPrompt, _ theme: String, _ random: inout SplitMix) -> String {
        let line = random.pick(Self.openings, else: "").replacing("@", with: theme)
        guard let persona = prompt.persona else { return line }
        return "\(persona.name) clears a throat and begins.\n\n\(line)"
    }

    private func stanza(_ theme: String, _ random: inout SplitMix) -> String {
        let rhyme = random.pick(Self.rhymes, else: ("light", "night"))
        let first = "\(random.pick(Self.starts, else: "")) \(random.pick(Self.things, else: "")) "
        let third = "\(random.pick(Self.starts, else: "")) \(random.pick(Self.things, else: "")) "
        return """
            \(first)\(random.pick(Self.motions, else: "")),
            with \(theme) at the edge of \(rhyme.0),
            \(third.lowercasedFirst)\(random.pick(Self.motions, else: "")),
            and keeps it safe all \(rhyme.1).
            """
    }

    private func closing(_ prompt: ChatPrompt, _ theme: String, _ random: inout SplitMix) -> String {
        let line = random.pick(Self.closings, else: "").replacing("@", with: theme)
        guard let tag = prompt.persona?.tags.first else { return line }
        return "\(line) (For lovers of \(tag).)"
    }

    /// The last word of some length says what a request is about.
    private static func theme(of message: String, _ random: inout SplitMix) -> String {
        let words = message.lowercased().split { !$0.isLetter }.map(String.init)
        guard let word = words.last(where: { $0.count > 3 }) else {
            return random.pick(["lantern", "harbour", "letter", "garden"], else: "lantern")
        }
        return String(word.prefix(40))
    }

    private static let openings = [
        "They asked me for @, so I opened the window and waited.",
        "Here is @, as the evening would tell it.",
        "A small song of @, to be read twice.",
        "There was @ before there was a word for it.",
    ]
    private static let starts = [
        "Slowly the", "Somewhere a", "Under the bridge the", "By lamplight the", "Once more the",
    ]
    private static let things = [
        "river", "clockmaker", "swallow", "paper boat", "lighthouse", "old piano", "comet", "night train",
    ]
    private static let motions = [
        "turns without hurry", "counts what is left", "hums in the dark", "leans on the wind", "forgets its own name",
        "comes home by the long way",
    ]
    private static let rhymes = [
        ("light", "night"), ("day", "the way"), ("the sea", "that will be"), ("snow", "below"), ("June", "afternoon"),
    ]
    private static let closings = [
        "Fold this twice and keep it: @ will know the way.",
        "That is all I know of @. The rest is yours.",
        "And if they ask who told you, say: @ did.",
    ]
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
