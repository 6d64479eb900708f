internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

/// What was typed at all prompts.
enum HistoryCommand {
    static let list = Command(
        "history", .prompt, "list what was typed, the newest last",
        operands: [OperandShape("N", .word, required: false, "only the last so many; 20 if left out")],
        options: [OptionShape("all", "every entry")],
        details: """
            All prompts write to one file, each entry once. A line with a secret in it, and one that begins with a blank, is \
            not kept. `edit N` brings entry N back to the prompt.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .told, comparesSecrets: false, shown: .always),
        examples: ["history", "history 5", "history --all"]
    ) { call, bench throws(Diagnostic) in
        let entries = try bench.history().entries()
        let count = call.has("all") ? entries.count : try number(call) ?? 20
        return table(numbered(entries).suffix(count), emptyText: "nothing has been typed yet")
    }

    static let search = Command(
        "history search", .prompt, "list what was typed with a text in it, whatever the case",
        operands: [OperandShape("TEXT", .words, "what to look for")],
        traits: CommandTraits(
            effect: .looks, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .told, comparesSecrets: false, shown: .always),
        examples: ["history search authorize", "history search \"scope=profile\""]
    ) { call, bench throws(Diagnostic) in
        let text = call.texts.joined(separator: " ").lowercased()
        // The search itself has been typed too.
        let found = numbered(try bench.history().entries()).dropLast(bench.isAtPrompt(call) ? 1 : 0)
            .filter { $0.entry.lowercased().contains(text) }
        return table(found[...], emptyText: "nothing that was typed has \(call.texts.joined(separator: " ")) in it")
    }

    static let clear = Command(
        "history clear", .prompt, "forget all that was typed, at every prompt",
        details: "The file is emptied. Another prompt that is open still recalls what it has read.",
        traits: CommandTraits(
            effect: .changesPreferences, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["history clear"]
    ) { _, bench throws(Diagnostic) in
        try bench.history().clear()
        return .note("the history is empty", ["cleared": true])
    }

    private static func number(_ call: CommandContext) throws(Diagnostic) -> Int? {
        guard let text = call.text(0) else { return nil }
        guard let number = Int(text), number > 0 else {
            throw Diagnostic(
                .usage, "history-count", "history takes a number, or says what to do", source: call.source,
                range: call.range, found: text, advice: ["history 20", "history search \(text)"])
        }
        return number
    }

    private static func numbered(_ entries: [String]) -> [(number: Int, entry: String)] {
        entries.enumerated().map { ($0.offset + 1, $0.element) }
    }

    private static func table(_ entries: ArraySlice<(number: Int, entry: String)>, emptyText: String) -> Answer {
        let rows = entries.map { number, entry in
            [AnswerTable.Cell(JSON(number)), AnswerTable.Cell(JSON(entry), shown: oneLine(entry))]
        }
        return .table(AnswerTable(["n", "entry"], rows: rows, emptyText: emptyText))
    }

    /// The lines of an entry behind each other, as they could be typed again in a list.
    private static func oneLine(_ entry: String) -> String {
        entry.split(separator: "\n").map { line in String(line.drop { $0.isWhitespace }) }.joined(separator: " ⏎ ")
    }
}

extension Workbench {
    func history() throws(Diagnostic) -> HistoryAccess {
        guard let history = environment.history else {
            throw Diagnostic(
                .usage, "no-history", "there is no history here", advice: ["type it at the prompt, or with -c"])
        }
        return history
    }

    func isAtPrompt(_ call: CommandContext) -> Bool { call.source.origin == .prompt }
}
