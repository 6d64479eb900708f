internal import Script
internal import Terminal
internal import Workbench

/// Completes command names, sub-commands and options out of the command table, and JSONPaths out of the last answer.
struct CommandCompletion: Sendable {
    private let table: CommandTable
    private let paths: PathCompletion

    init(_ table: CommandTable, paths: PathCompletion) {
        self.table = table
        self.paths = paths
    }

    @Sendable func answer(_ line: String, _ cursor: Int) -> CompletionAnswer {
        let before = String(line.prefix(cursor))
        let words = before.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let last = words.last else { return .none }
        if last.hasPrefix("$") { return paths.answer(last, from: before.count - last.count) }
        let complete = words.dropLast().filter { !$0.isEmpty && $0 != "try" }
        let range = (before.count - last.count)..<before.count
        return CompletionAnswer(range: range, candidates: candidates(after: Array(complete), beginning: last))
    }

    private func candidates(after words: [String], beginning: String) -> [CompletionCandidate] {
        let all: [CompletionCandidate]
        if words.isEmpty {
            let language = Keyword.allCases.map { CompletionCandidate($0.rawValue, summary: $0.summary) }
            all = firstWords + language
        } else if beginning.hasPrefix("-") {
            all = options(of: command(words))
        } else if words.count == 1 {
            all = table.commands.filter { $0.name.hasPrefix(words[0] + " ") }.map {
                CompletionCandidate(String($0.name.dropFirst(words[0].count + 1)), summary: $0.summary)
            }
        } else {
            all = []
        }
        return all.filter { $0.text.hasPrefix(beginning) }
    }

    private var firstWords: [CompletionCandidate] {
        var seen: Set<String> = []
        return table.commands.compactMap { command in
            let first = String(command.name.prefix { $0 != " " })
            guard seen.insert(first).inserted else { return nil }
            return CompletionCandidate(first, summary: first == command.name ? command.summary : "…")
        }
    }

    private func command(_ words: [String]) -> Command? {
        table.command(words.prefix(2).joined(separator: " ")) ?? table.command(words[0])
    }

    private func options(of command: Command?) -> [CompletionCandidate] {
        (command?.shape.options ?? []).map { CompletionCandidate("--\($0.name)", summary: $0.summary) }
    }
}
