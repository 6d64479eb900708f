internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

enum LogCommand {
    static let command = Command(
        "log", .look, "list the exchanges of the session, or show exchange N whole",
        operands: [OperandShape("N", .word, required: false, "an exchange's number", completes: .exchange)],
        options: [
            OptionShape("last", value: "COUNT", "how many to list (20)"),
            OptionShape("reveal", "show secrets too", needs: .secrets),
        ],
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .worksWithLess, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["log", "log 3", "log --last 100"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        if let text = call.text(0) { return try one(text, bench) }
        let count = try bench.number("last", of: call).map { Int($0) } ?? 20
        let rows = try bench.store().exchanges(last: count).map(row)
        let table = Answer.table(
            AnswerTable(
                ["n", "purpose", "method", "url", "status", "ms"], rows: rows,
                emptyText: "nothing has been sent in this session yet", minor: ["purpose", "ms"], ends: ["url"]))
        let all = try bench.store().exchangeCount()
        guard all > rows.count else { return table }
        return .remarked(
            table, "\((all - rows.count).counted("older exchange")) not listed; `log --last \(all)` lists all")
    }

    private static func one(_ text: String, _ bench: isolated Workbench) throws(Diagnostic) -> Answer {
        guard let number = Int64(text), let entry = try bench.store().exchange(number) else {
            throw Diagnostic(
                .execution, "unknown-exchange", "there is no exchange \(text) in this session",
                advice: ["`log` lists them"])
        }
        guard try !bench.isLocked else {
            throw .locked("exchange \(number) is sealed with the session's secrets, and the session is locked")
        }
        return try ShowCommand.whole(entry, bench)
    }

    /// A URL without its query, which would fill the line, and of a known provider without its address.
    private static func brief(_ entry: SessionExchange) -> String {
        let url = entry.exchange.request.url
        guard let parts = URLParts(url) else { return url }
        let address = entry.context.provider == nil ? parts.origin : ""
        return address + (parts.path.isEmpty ? "/" : parts.path) + (parts.query == nil ? "" : "?…")
    }

    private static func row(_ entry: SessionExchange) -> [AnswerTable.Cell] {
        let exchange = entry.exchange
        let status = exchange.response.map { JSON($0.status) } ?? JSON(exchange.failure?.code.rawValue ?? "")
        return [
            AnswerTable.Cell(JSON(entry.number)), AnswerTable.Cell(JSON(entry.purpose.rawValue)),
            AnswerTable.Cell(JSON(exchange.request.method)),
            AnswerTable.Cell(JSON(exchange.request.url), shown: brief(entry)),
            AnswerTable.Cell(status),
            AnswerTable.Cell(
                JSON(Double(exchange.timing.total) / 1000), shown: "\((exchange.timing.total + 500) / 1000)"),
        ]
    }
}
