internal import Foundation
internal import Settings
internal import Terminal
internal import Workbench

/// Shows what is longer than the screen by the user's pager.
struct Pager: Sendable {
    let output: TerminalOutput
    let preferences: Preferences
    let environment: [String: String]

    /// - Returns: false where nothing was shown, because it fits or there is no pager.
    func show(_ lines: [String]) async -> Bool {
        let capabilities = output.capabilities
        guard capabilities.movesCursor, let rows = capabilities.rows, let command else { return false }
        let columns = max(1, capabilities.columns ?? 80)
        let height = lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
            .reduce(0) { $0 + max(1, ($1.terminalWidth + columns - 1) / columns) }
        guard height >= rows else { return false }
        let text = lines.map { $0 + "\n" }.joined()
        output.flush()
        let pager = ForegroundProcess(command: command, variables: ["LESS": environment["LESS"] ?? "FRX"])
        return await Interruption.leavingKeys { await pager.run(Array(text.utf8)) } == .exit(0)
    }

    /// The preferred one, `$PAGER`, or less where it is installed; `cat` is none.
    private var command: String? {
        switch preferences[.pager] {
        case "never": return nil
        case "auto":
            if let named = environment["PAGER"] { return named.isEmpty || named == "cat" ? nil : named }
            return isInstalled("less") ? "less -FRX" : nil
        case let command: return command
        }
    }

    private func isInstalled(_ name: String) -> Bool {
        (environment["PATH"] ?? "").split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
