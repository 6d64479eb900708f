internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

enum RecordStart {
    static let command = Command(
        "record start", .prompt, "begin to record what is typed, for a recipe",
        operands: [
            OperandShape("FILE", .word, required: false, "where `record stop` is to write it", completes: .file)
        ],
        traits: CommandTraits(
            effect: .steersRun, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["record start", "record start my.keyway"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        bench.typed.start = bench.typed.lines.count
        bench.typed.file = call.text(0)
        return .note("recording; `record stop` writes the recipe", ["recording": true])
    }
}
