internal import Answers
internal import Workbench

/// The commands of a debugger, beside all that can be typed at the prompt.
enum DebugCommands {
    static let next = "next"
    static let into = "into"
    static let `continue` = "continue"

    private static let all: [(name: String, short: String?, operands: String, summary: String)] = [
        (next, "n", "", "run the command, a defined one to its end"),
        (into, "i", "", "run the command, and stop inside a defined one, and before each further message"),
        (`continue`, "c", "", "run to the next breakpoint or failure"),
        ("retry", "r", "", "run the failed command again"),
        ("edit", "e", "[COMMAND | ITEM…]", "change the command, or add to it, before it goes"),
        ("skip", nil, "", "go on behind the command without running it"),
        ("break", "b", "[LINE | FILE:LINE | STEP | if QUERY PREDICATE]", "stop there; alone, list the breakpoints"),
        ("delete", nil, "NUMBER", "take a breakpoint away"),
        ("where", "w", "", "show the command and its request again"),
        ("stop", "q", "", "end the script; what stands in finally still runs"), ("help", "h", "", "these commands"),
    ]

    /// The command that a word names. `retry 3 …` and `delete /path` are ordinary lines.
    static func named(_ word: String, hasOperands: Bool) -> String? {
        if word == "quit" { return "stop" }
        guard let command = all.first(where: { $0.name == word || $0.short == word }) else { return nil }
        return command.operands.isEmpty && hasOperands && command.name != "help" ? nil : command.name
    }

    static var help: String {
        let lines = all.map { command in
            let usage = [command.short.map { "\(command.name), \($0)" } ?? command.name, command.operands]
            return "  \(usage.filter { !$0.isEmpty }.joined(separator: " ").padded(to: 34))  \(command.summary)"
        }
        return
            (lines + ["  Enter repeats the last of next, into and continue. Every other line runs as at the prompt."])
            .joined(separator: "\n")
    }
}
