internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

enum UnsetCommand {
    static let command = Command(
        "unset", .look, "forget variables",
        operands: [OperandShape("NAME", .words, "the variables' names", completes: .variable)],
        traits: CommandTraits(
            effect: .changesSession, runBy: .everyone, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .notJudged, dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["unset model size"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let known = try bench.store().variables().map(\.name)
        for name in call.texts where !known.contains(name) {
            throw Diagnostic(
                .execution, "no-value", "there is no variable \(name)",
                advice: nearestName(to: name, among: known).map { ["did you mean \($0)?"] } ?? ["`vars` lists them"])
        }
        for name in call.texts { try bench.store().deleteVariable(name) }
        return .note("forgot \(call.texts.joined(separator: ", "))", ["unset": JSON(call.texts.map { JSON($0) })])
    }
}
