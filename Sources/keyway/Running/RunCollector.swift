internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import Interchange
internal import Investigation
internal import Redaction
internal import Reports
internal import Script
internal import Session
internal import Synchronization
internal import Workbench

/// Collects what happens in a recipe on its way to a display.
actor RunCollector: Display {
    private let display: any Display
    private let clock: @Sendable () -> Int64
    private let keepsExchanges: Bool
    private let name: String
    /// What the run's end makes of an interruption.
    private let reworded: @Sendable (Diagnostic) -> Diagnostic
    private let progress: @Sendable (_ step: String) async -> Void

    /// Shows what `why` says of a failure.
    private let console: VerdictConsole
    /// Whose failures are judged; it holds the collector itself.
    private weak var workbench: Workbench?

    private(set) var counts = RecipeCounts()
    private(set) var firstFailure: Diagnostic?
    private var steps: [StepReport] = []
    private var startedAt: Int64
    private var lastMoment: Int64
    private var stepStart: Int64
    /// The command that a failure that comes next belongs to.
    private var lastCall: (source: ScriptSource, range: Range<Int>)?

    private struct Sent: Sendable {
        var count = 0
        var pending: [ExportedExchange] = []
        var all: [ExportedExchange] = []
    }

    private let sent = Mutex(Sent())

    init(
        _ display: any Display, _ console: VerdictConsole, name: String, clock: @escaping @Sendable () -> Int64,
        keepsExchanges: Bool,
        reworded: @escaping @Sendable (Diagnostic) -> Diagnostic, progress: @escaping @Sendable (String) async -> Void
    ) {
        self.display = display
        self.console = console
        self.name = name
        self.clock = clock
        self.keepsExchanges = keepsExchanges
        self.reworded = reworded
        self.progress = progress
        startedAt = clock()
        lastMoment = startedAt
        stepStart = startedAt
    }

    /// Lets `why` judge the failures of a workbench.
    func judge(_ workbench: Workbench) { self.workbench = workbench }

    /// Takes note of an exchange; the command that is running sent it.
    nonisolated func exchanged(_ entry: SessionExchange) {
        let exported = ExportedExchange(number: entry.number, purpose: entry.purpose.rawValue, exchange: entry.exchange)
        sent.withLock { sent in
            sent.count += 1
            guard keepsExchanges else { return }
            sent.pending.append(exported)
            sent.all.append(exported)
        }
    }

    func show(_ answer: Answer, of call: CommandContext) async {
        if call.shown == .expectation { counts.expectations += 1 }
        if keepsExchanges { keep(call) }
        await display.show(answer, of: call)
    }

    func stepBegan(_ title: String) async {
        stepStart = clock()
        counts.steps += 1
        endStep()
        if keepsExchanges { steps.append(StepReport(title: title, startedAt: lastMoment)) }
        await progress(title)
        await display.stepBegan(title)
    }

    func failed(_ failure: Diagnostic, allowed: Bool) async {
        var failure = reworded(failure)
        let verdict = allowed ? nil : await workbench?.verdict(of: failure, since: stepStart)
        if verdict != nil { failure.advice.removeAll { $0 == Diagnostic.whyAdvice } }
        if allowed { counts.refusals += 1 } else { firstFailure = firstFailure ?? failure }
        if keepsExchanges { keep(failure, verdict?.cause, allowed: allowed) }
        await display.failed(failure, allowed: allowed)
        if let verdict { console.tell(verdict.answer) }
    }

    func streamed(_ text: String) async { await display.streamed(text) }

    func text(of answer: Answer) async -> String { await display.text(of: answer) }

    func roundBegan(_ title: String) async { await display.roundBegan(title) }

    func roundsEnded() async { await display.roundsEnded() }

    // MARK: What is kept

    /// The whole of it, with every secret hidden.
    func report(masker: Masker?) -> RecipeReport {
        endStep()
        var report = RecipeReport(name: name, startedAt: startedAt, duration: clock() - startedAt, steps: steps)
        if let firstFailure { report.outcome = firstFailure.kind == .expectation ? .failed : .error }
        guard let masker else { return report }
        return report.masked(by: masker)
    }

    var exchangeCount: Int { sent.withLock(\.count) }

    /// What was sent, with stand-ins for secrets.
    func recorded(_ secrets: ExportSecrets) -> [ExportedExchange] {
        sent.withLock(\.all).map { entry in
            var masked = entry
            masked.exchange = secrets.masked(entry.exchange)
            return masked
        }
    }

    private func endStep() {
        let now = clock()
        if !steps.isEmpty { steps[steps.count - 1].duration = now - steps[steps.count - 1].startedAt }
        lastMoment = now
    }

    private func keep(_ call: CommandContext) {
        add(
            CommandReport(
                name: call.name, text: call.source.text(in: call.range), line: call.source.place(of: call.range).line,
                mayFail: call.mayFail, isExpectation: call.shown == .expectation))
        lastCall = (call.source, call.range)
    }

    private func keep(_ failure: Diagnostic, _ cause: CauseReport?, allowed: Bool) {
        var report = FailureReport(failure)
        report.cause = cause
        if let lastCall, let source = failure.source, source.origin == lastCall.source.origin,
            let range = failure.range,
            lastCall.range.contains(range.lowerBound), !steps.isEmpty, !steps[steps.count - 1].commands.isEmpty
        {
            let last = steps[steps.count - 1].commands.count - 1
            if steps[steps.count - 1].commands[last].failure == nil {
                steps[steps.count - 1].commands[last].failure = report
                steps[steps.count - 1].commands[last].mayFail = allowed
                return
            }
        }
        let text = failure.place.map { SecretLine.starred($0.lineText).drop { $0 == " " || $0 == "\t" } } ?? ""
        add(
            CommandReport(
                name: String(text.prefix { $0 != " " }), text: String(text), line: failure.place?.line ?? 0,
                failure: report, mayFail: allowed))
        lastCall = nil
    }

    private func add(_ command: CommandReport) {
        var command = command
        let now = clock()
        command.duration = now - lastMoment
        lastMoment = now
        command.exchanges = sent.withLock { sent in
            defer { sent.pending.removeAll() }
            return sent.pending.map { ExchangeReport(number: $0.number, purpose: $0.purpose, exchange: $0.exchange) }
        }
        if steps.isEmpty { steps.append(StepReport(title: nil, startedAt: startedAt)) }
        steps[steps.count - 1].commands.append(command)
    }
}

extension FailureReport {
    init(_ failure: Diagnostic) {
        let place = failure.place
        self.init(
            kind: failure.kind.rawValue, code: failure.code, message: failure.message,
            place: place.map { "\(failure.source?.name ?? ""):\($0.line):\($0.column)" },
            sourceLine: place.map { SecretLine.starred($0.lineText) },
            found: failure.found, expected: failure.expected, advice: failure.advice)
        differences = failure.differences.map {
            DifferenceReport(path: $0.path, found: $0.found, expected: $0.expected)
        }
        if let place {
            column = place.column
            length = place.length
        }
    }
}

extension RecipeReport {
    /// The report with every secret in it hidden.
    func masked(by masker: Masker) -> RecipeReport {
        let rewrite: (String) -> String = { masker.mask($0) }
        var copy = self
        copy.steps = steps.map { step in
            var step = step
            step.title = step.title.map(masker.maskOwn)
            step.commands = step.commands.map { command in
                var command = command
                command.text = masker.maskLine(command.text)
                let line = command.failure?.sourceLine.map(rewrite)
                command.failure?.sourceLine = line
                command.exchanges = command.exchanges.map { entry in
                    var entry = entry
                    entry.exchange = entry.exchange.rewritten(rewrite)
                    return entry
                }
                return command
            }
            return step
        }
        return copy
    }
}
