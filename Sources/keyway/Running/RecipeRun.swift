internal import Answers
internal import Commands
internal import Debugging
internal import Diagnostics
internal import Reports
internal import Script
internal import Terminal
internal import Workbench

/// Runs one recipe and says how it went.
struct RecipeRun {
    let system: System
    let plan: RunPlan
    let recipe: PlannedRecipe
    let output: TerminalOutput
    /// Whether it writes straight to the terminal, where something can be asked.
    private let isShownLive: Bool
    private let workbench: Workbench
    private let sandbox: (any SandboxControl)?
    private let collector: RunCollector

    /// - Parameters:
    ///   - output: where answers go; `errors` takes failures.
    ///   - reworded: what the run's end makes of an interruption.
    ///   - progress: told of each step.
    init(
        _ system: System, _ plan: RunPlan, _ recipe: PlannedRecipe, output: TerminalOutput, errors: TerminalOutput,
        reworded: @escaping @Sendable (Diagnostic) -> Diagnostic, progress: @escaping @Sendable (String) async -> Void
    ) {
        self.system = system
        self.plan = plan
        self.recipe = recipe
        self.output = output
        isShownLive = output === system.output
        let display = system.display(plan, output: output, errors: errors)
        let collector = RunCollector(
            display, VerdictConsole(errors, isJSON: system.options.output == .json), name: recipe.name,
            clock: system.clock, keepsExchanges: plan.keepsExchanges, reworded: reworded,
            progress: progress)
        self.collector = collector
        var environment = system.workbenchEnvironment(session: plan.session, display: collector) { _ in nil }
        plan.outside(of: &environment)
        environment.exchanged = { collector.exchanged($0) }
        sandbox = environment.sandbox
        workbench = Workbench(session: plan.session, environment: environment, table: .standard)
    }

    func run() async -> RecipeResult {
        let start = system.clock()
        await collector.judge(workbench)
        let debugger =
            isShownLive
            ? plan.console.map { Debugger(workbench, $0, main: recipe.source.name, stopsAtOnce: plan.steps) } : nil
        let failures = await workbench.run(
            recipe.source, keepsGoing: plan.keepsGoing || plan.isDry, selecting: plan.selection, control: debugger)
        guard let failures else { return .skipped(recipe.name) }
        let result = await result(failures, duration: system.clock() - start)
        if system.options.output == .text, !plan.isQuiet || result.exitCode != 0 { say(result) }
        // A server takes its time to end, and nobody needs to wait for it.
        if plan.session == nil, let sandbox { Task { await sandbox.stop() } }
        return result
    }

    private func result(_ failures: [Diagnostic], duration: Int64) async -> RecipeResult {
        let first = await collector.firstFailure
        var result = RecipeResult(
            name: recipe.name, outcome: .passed, exitCode: first?.exitCode ?? failures.first?.exitCode ?? 0)
        if let first { result.outcome = first.kind == .expectation ? .failed : .error }
        result.counts = await collector.counts
        result.counts.exchanges = await collector.exchangeCount
        result.duration = duration
        result.failure = first.map { failure in
            (failure.place.map { "line \($0.line): " } ?? "") + failure.message
        }
        if plan.keepsExchanges { result.report = await collector.report(masker: workbench.secretsShown()) }
        if plan.recording != nil, let secrets = try? await workbench.exportSecrets() {
            result.recorded = await collector.recorded(secrets)
        }
        return result
    }

    private func say(_ result: RecipeResult) {
        let capabilities = output.capabilities
        let mark = result.exitCode == 0 ? capabilities.paint("passed", .success) : capabilities.paint("failed", .error)
        let time = "in \(result.duration) ms"
        output.writeLine("\n\(mark) \(recipe.name.sanitizedForOneLine()): \(result.counts.words), \(time)")
    }
}

extension System {
    /// What draws a recipe's answers.
    func display(_ plan: RunPlan, output: TerminalOutput, errors: TerminalOutput) -> any Display {
        if options.output == .json { return JSONDisplay(output: output, errors: errors) }
        if plan.isQuiet { return FailureDisplay(errors: errors) }
        return TextDisplay(output: output, errors: errors, showsBodies: plan.isVerbose)
    }
}

/// Draws failures and nothing else.
actor FailureDisplay: Display {
    private let errors: TerminalOutput

    init(errors: TerminalOutput) { self.errors = errors }

    func show(_ answer: Answer, of call: CommandContext) {}
    func stepBegan(_ title: String) {}
    func streamed(_ text: String) {}
    func roundBegan(_ title: String) {}
    func roundsEnded() {}

    func text(of answer: Answer) -> String {
        AnswerText(TerminalCapabilities(), showsBodies: true).lines(of: answer).map { $0 + "\n" }.joined()
    }

    func failed(_ failure: Diagnostic, allowed: Bool) {
        if !allowed { errors.write(DiagnosticText(failure, errors.capabilities).text) }
    }
}
