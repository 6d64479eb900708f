internal import Answers
internal import Diagnostics
internal import Script
internal import Workbench

enum RecordStop {
    static let command = Command(
        "record stop", .prompt, "write what was typed since `record start` as a recipe that runs",
        operands: [
            OperandShape(
                "FILE", .word, required: false, "the recipe; the file that `record start` named otherwise",
                completes: .file)
        ],
        options: [OptionShape("keep-failures", "keep what failed, behind try, instead of dropping it")],
        details: """
            Values that an answer brought become variables, what the session offers becomes {{client.id}} and the like, and \
            secrets are taken from the environment: {{env.NAME}}. Lines that only look are left out.
            """,
        traits: CommandTraits(
            effect: .steersRun, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["record stop my.keyway", "record stop --keep-failures"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard let start = bench.typed.start else {
            throw Diagnostic(
                .usage, "not-recording", "nothing is being recorded",
                advice: ["begin with: record start", "or write all that was typed: history save FILE"])
        }
        guard let file = call.text(0) ?? bench.typed.file else {
            throw Diagnostic(
                .usage, "record-file", "the recipe has no name", advice: ["give one: record stop my.keyway"])
        }
        let answer = try bench.writeRecipe(
            Array(bench.typed.lines[start...]), to: file, keepsFailures: call.has("keep-failures"), for: call)
        bench.typed.start = nil
        return answer
    }
}
