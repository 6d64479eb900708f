/// What all prompts have kept in the history's file.
public struct PromptHistory: Sendable {
    private let file: HistoryFile

    /// - Parameter limit: how many entries count, as in ``LineEditorConfiguration/historyLimit``.
    public init(path: String, limit: Int) { file = HistoryFile(path: path, limit: limit) }

    /// The entries, oldest first, each once.
    public func entries() throws(TerminalError) -> [String] {
        let contents = file.load()
        if contents.entries.isEmpty, let warning = contents.warning { throw TerminalError(.read, warning) }
        return contents.entries
    }

    /// Forgets them all, also for the prompts that begin from now on.
    public func clear() throws(TerminalError) {
        do {
            try file.clear()
        } catch {
            throw TerminalError(.write, "The history file \(file.path) could not be emptied: \(error.reason)")
        }
    }
}
