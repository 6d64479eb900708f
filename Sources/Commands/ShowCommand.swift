internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

enum ShowCommand {
    static let command = Command(
        "show", .look, "show the last exchange, a part of it, or what a query finds",
        operands: [OperandShape("QUERY", .query, required: false, "a query, or request, headers, timing, tls")],
        options: [OptionShape("reveal", "show secrets too", needs: .secrets)],
        details: "A line that is only a JSONPath shows what it finds: $.choices[0].message.content",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .judged,
            dry: .skipped(standIn: nil), comparesSecrets: false, shown: .always),
        examples: [
            "show", "show headers", "show timing", "show status", "$.username", "show $.choices | count",
            "show {{client.id}}",
        ],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard case .query(let query)? = call.operands.first else { return try whole(bench.lastExchange(), bench) }
        if case .named(let name, _) = query.subject, let part = ExchangePart.named(name) {
            let entry = try bench.lastExchange()
            var answer = ExchangeAnswer(entry, showsBody: false)
            answer.parts = [ExchangeAnswer.Part(title: part.name, lines: part.lines(entry.exchange))]
            return .exchange(answer)
        }
        let evaluator = call.evaluator(on: bench)
        if case .value(let word) = query.subject, query.filters.isEmpty {
            return .value(try await evaluator.value(word))
        }
        guard let value = try await evaluator.answer(query) else {
            throw Diagnostic(
                .execution, "nothing-found", "nothing was found", source: call.source, range: query.range,
                advice: ["`show` shows the whole answer"])
        }
        return .value(value)
    }

    /// Everything of an exchange.
    static func whole(_ entry: SessionExchange, _ bench: isolated Workbench) throws(Diagnostic) -> Answer {
        var answer = ExchangeAnswer(entry, notes: try bench.store().notes(of: entry.number))
        answer.parts = ExchangePart.all.filter { $0.name != "tls" || entry.exchange.tls != nil }.map {
            ExchangeAnswer.Part(title: $0.name, lines: $0.lines(entry.exchange))
        }
        return .exchange(answer)
    }
}
