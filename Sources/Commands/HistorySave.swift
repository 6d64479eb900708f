internal import Answers
internal import Diagnostics
internal import Script
internal import Workbench

enum HistorySave {
    static let command = Command(
        "history save", .prompt, "write all that was typed since the prompt began as a recipe that runs",
        operands: [OperandShape("FILE", .word, "the recipe", completes: .file)],
        options: [OptionShape("keep-failures", "keep what failed, behind try, instead of dropping it")],
        details: "It is written as `record stop` writes it.",
        traits: CommandTraits(
            effect: .steersRun, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["history save my.keyway", "history save my.keyway --keep-failures"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        try bench.writeRecipe(
            bench.typed.lines, to: call.text(0) ?? "", keepsFailures: call.has("keep-failures"), for: call)
    }
}
