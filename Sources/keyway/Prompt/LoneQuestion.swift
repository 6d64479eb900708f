internal import Terminal

/// Asks on the terminal where there is no prompt; nobody where there is no terminal.
struct LoneQuestion: Sendable {
    private let system: System

    init(_ system: System) { self.system = system }

    @Sendable func ask(_ prompt: String) async -> String? {
        guard system.isInteractive, case .line(let line)? = await system.loneEditor()?.nextLine(prompt: prompt) else {
            return nil
        }
        return line
    }
}

extension System {
    /// An editor for one question.
    func loneEditor() -> LineEditor? {
        flush()
        return try? LineEditor(LineEditorConfiguration(environment: environment))
    }
}
