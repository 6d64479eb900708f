internal import Answers
internal import Debugging
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

enum DebugCommand {
    static let command = Command(
        "debug", .prompt, "step through a recipe in this session",
        operands: [OperandShape("FILE", .word, "the recipe", completes: .file)],
        details: """
            Stops before each command and shows its line and the request it would send. next, into, continue, retry, edit, \
            skip, break and stop go on; every other line runs as at the prompt, so that anything can be shown and set. Enter \
            repeats the last step. `help` at a stop lists all.
            """,
        traits: CommandTraits(
            effect: .steersRun, runBy: .typed, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .told, comparesSecrets: false, shown: .always),
        examples: ["debug recipes/serika.keyway"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let path = call.source.path(of: call.text(0) ?? "")
        guard let console = bench.environment.debugConsole else {
            throw Diagnostic(
                .usage, "no-terminal", "debug needs somebody to ask", advice: ["type it at the prompt, on a terminal"])
        }
        let source = ScriptSource(
            .recipe(path: path), text: try FileLibrary(files: bench.environment.files).text(ofFile: path))
        let debugger = Debugger(bench, console, main: path, stopsAtOnce: true)
        let failures = await bench.run(source, in: call.scope, control: debugger) ?? []
        let words = failures.isEmpty ? "\(path) has run to its end" : "\(path) has ended: \(failures[0].message)"
        return .note(words, ["failures": JSON(failures.count)])
    }
}
