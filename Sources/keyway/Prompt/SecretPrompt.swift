internal import Terminal

/// Asks for a secret on the terminal where there is no prompt: for `-c` and recipes.
struct SecretPrompt: Sendable {
    private let system: System

    /// Nil where nobody can be asked.
    init?(_ system: System) {
        guard system.isInteractive else { return nil }
        self.system = system
    }

    @Sendable func ask(_ prompt: String) async -> String? {
        await system.loneEditor()?.secret(prompt)
    }
}

extension LineEditor {
    /// What was typed, or nil if it was given up.
    func secret(_ prompt: String) async -> String? {
        guard case .line(let secret) = await readSecret(prompt: prompt) else { return nil }
        return secret
    }
}
