internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import Interchange
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

enum ExportCommand {
    static let command = Command(
        "export", .look, "write exchanges in the notation of another tool",
        operands: [
            OperandShape("FORMAT", .word, ExchangeFormat.all.map(\.name).joined(separator: ", ")),
            OperandShape("N", .words, required: false, "exchanges' numbers, or all; the last one otherwise"),
        ],
        options: [
            OptionShape("to", value: "FILE", "write this file (mode 0600) instead of showing it", completes: .file),
            OptionShape("reveal", "with the real secrets", needs: .secrets),
        ],
        details: """
            Secrets are left to variables where the notation has them ($ACCESS_TOKEN, {{access_token}}); in a HAR each has a \
            stand-in, always the same for the same secret.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .textsAndPlugins, needs: nil, recipe: .leftOut, locked: .refused,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: [
            "export curl", "export curl 3 --reveal", "export har all --to session.har", "export hurl 1 2 3",
            "export http all --to requests.http", "export httpie", "export keyway all",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let name = call.text(0) ?? ""
        guard let format = ExchangeFormat.named(name) else {
            let names = ExchangeFormat.all.map(\.name)
            throw Diagnostic(
                .usage, "export-format", "there is no format \(name)", expected: names.joined(separator: ", "),
                advice: nearestName(to: name, among: names).map { ["did you mean \($0)?"] } ?? [])
        }
        let entries = try chosen(Array(call.texts.dropFirst()), bench)
        let text = format.text(entries.map(\.exported), call.has("reveal") ? .none : try bench.exportSecrets())
        guard let file = call.option("to") else { return .text(text.hasSuffix("\n") ? String(text.dropLast()) : text) }
        let folder = try bench.write(Array(text.utf8), toNamed: file, for: call)
        return .note(
            "\(entries.count.counted("exchange")) written to \(file)\(folder)",
            ["file": JSON(file), "format": JSON(name), "exchanges": JSON(entries.count)])
    }

    private static func chosen(_ words: [String], _ bench: isolated Workbench) throws(Diagnostic) -> [SessionExchange] {
        if words.isEmpty { return [try bench.lastExchange()] }
        let store = try bench.store()
        if words == ["all"] { return try store.allExchanges() }
        var entries: [SessionExchange] = []
        for word in words {
            guard let number = Int64(word), let entry = try store.exchange(number) else {
                throw Diagnostic(
                    .execution, "unknown-exchange", "there is no exchange \(word) in this session",
                    expected: "numbers, or all", advice: ["`log` lists them"])
            }
            entries.append(entry)
        }
        return entries
    }
}
