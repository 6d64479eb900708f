internal import Script
internal import Terminal
internal import Workbench

/// Runs one recipe and says how it went.
struct RecipeRun {
    let system: System
    let workbench: Workbench
    private let tally: RecipeTally

    init(_ system: System, session: String?, isVerbose: Bool) {
        self.system = system
        tally = RecipeTally(system.display(isVerbose: isVerbose))
        workbench = system.workbench(session: session, display: tally) { _ in nil }
    }

    /// - Parameters:
    ///   - console: where a failure is asked about; nil lets it end the recipe.
    ///   - steps: whether every command is asked about.
    /// - Returns: the exit code of the first failure, 0 without one.
    func run(_ source: ScriptSource, keepsGoing: Bool, console: DebugPrompt?, steps: Bool) async -> Int32 {
        let start = system.clock()
        let workbench = workbench
        let failures = await Interruption.cancelling {
            let debugger = console.map { Debugger(workbench, $0, main: source.name, stopsAtOnce: steps) }
            return await workbench.run(source, keepsGoing: keepsGoing, control: debugger)
        }
        if system.shared.output == .text { await say(source, failures.count, system.clock() - start) }
        system.flush()
        return failures.first?.exitCode ?? 0
    }

    private func say(_ source: ScriptSource, _ failures: Int, _ milliseconds: Int64) async {
        let capabilities = system.output.capabilities
        let counts = await tally.counts
        let mark = failures == 0 ? capabilities.paint("passed", .success) : capabilities.paint("failed", .error)
        let parts = [
            counted(counts.steps, "step"), counted(counts.exchanges, "request"),
            counted(counts.expectations, "expectation") + " held", counted(counts.refusals, "refusal") + " as allowed",
        ]
        system.output.writeLine("\n\(mark) \(source.name): \(parts.joined(separator: ", ")), in \(milliseconds) ms")
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

/// Counts what happens on its way to a display.
actor RecipeTally: Display {
    private let display: any Display
    private(set) var counts = Counts()

    struct Counts: Sendable {
        var steps = 0
        var exchanges = 0
        var expectations = 0
        var refusals = 0
    }

    init(_ display: any Display) { self.display = display }

    func show(_ answer: Answer, of call: Invocation) async {
        if case .exchange = answer { counts.exchanges += 1 }
        if call.name == "expect" || call.name == "match" { counts.expectations += 1 }
        await display.show(answer, of: call)
    }

    func stepBegan(_ title: String) async {
        counts.steps += 1
        await display.stepBegan(title)
    }

    func failed(_ failure: Diagnostic, allowed: Bool) async {
        if allowed { counts.refusals += 1 }
        await display.failed(failure, allowed: allowed)
    }

    func streamed(_ text: String) async { await display.streamed(text) }
}
