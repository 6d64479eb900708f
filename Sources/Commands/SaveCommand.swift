internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum SaveCommand {
    static let command = Command(
        "save", .look, "keep what a query finds as a variable",
        operands: [
            OperandShape("NAME", .word, "the variable's name", completes: .variable), OperandShape("=", .mark),
            OperandShape("QUERY", .query, "what to keep"),
        ],
        options: [OptionShape("secret", "never show the value")], setsVariables: true,
        details: "With --secret the value is hidden everywhere from then on: in answers, lists, reports and failures.",
        traits: CommandTraits(
            effect: .changesSession, runBy: .everyone, needs: nil,
            recipe: .kept(needs: [], makes: [.variables], renews: false), locked: .refused, failure: .judged,
            dry: .skipped(standIn: DryStandIns.variable), comparesSecrets: false, shown: .atPrompt),
        examples: [
            "save user = $.username", "save reply = $.choices[0].message.content",
            "save --secret key = $.clientSecret",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard call.operands.count == 2, case .query(let query) = call.operands[1] else { return .nothing }
        let name = call.text(0) ?? ""
        let evaluator = call.evaluator(on: bench)
        guard let value = try await evaluator.answer(query) else {
            throw Diagnostic(
                .execution, "nothing-to-save", "nothing was found to save as \(name)", source: call.source,
                range: query.range, advice: ["`show` shows the whole answer"])
        }
        return try bench.keep(name, value, isSecret: call.has("secret"))
    }
}
