public import Diagnostics
public import JSONKit

/// Runs a parsed script on a host.
public struct Interpreter: Sendable {
    let host: any ScriptHost
    let vocabulary: Vocabulary
    /// Goes on with the next step after a failure, instead of ending.
    let keepsGoing: Bool
    let control: (any StepControl)?

    /// An interpreter that runs scripts on a host; without a control no command is asked about.
    public init(
        host: any ScriptHost, vocabulary: Vocabulary, keepsGoing: Bool = false, control: (any StepControl)? = nil
    ) {
        self.host = host
        self.vocabulary = vocabulary
        self.keepsGoing = keepsGoing
        self.control = control
    }

    /// Runs every statement; returns what failed, in order.
    ///
    /// - Parameters:
    ///   - locals: variables that come before the host's, for a text that is typed at a debugger's stop.
    ///   - callers: the origins of the texts that it is run from.
    public func run(_ script: Script, locals: [String: JSON] = [:], callers: [Origin] = []) async -> [Diagnostic] {
        let record = FailureRecord()
        let frame = Frame(
            evaluator: Evaluator(
                host: host, vocabulary: vocabulary, source: script.source, locals: locals, callers: callers),
            definitions: script.definitions)
        await runFile(script.statements, frame, record)
        return record.failures
    }

    /// The statements of a whole text: the failure of one is told at once, and ends it unless the run keeps going.
    private func runFile(_ statements: [Statement], _ frame: Frame, _ record: FailureRecord) async {
        for statement in statements {
            do throws(Diagnostic) {
                try await run(statement, frame, record)
            } catch {
                await note(error, record)
                if !keepsGoing || error.kind == .interrupted { break }
            }
        }
        for failure in await cleanUp(statements, frame, record) { await note(failure, record) }
    }

    /// The statements of a block, and what it has in `finally`.
    func runBlock(_ statements: [Statement], _ outer: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        var frame = outer
        frame.cleanUps = PendingCleanUps()
        var failure: Diagnostic?
        do throws(Diagnostic) {
            for statement in statements { try await run(statement, frame, record) }
        } catch {
            failure = error
        }
        for other in await cleanUp(statements, frame, record) {
            if failure == nil { failure = other } else { await note(other, record) }
        }
        if let failure { throw failure }
    }

    func note(_ failure: Diagnostic, _ record: FailureRecord) async {
        record.add(failure)
        await host.failed(failure)
    }

    func run(_ statement: Statement, _ frame: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        switch statement {
        case .call(let call): try await run(call, frame, record)
        case .attempt(let call): try await attempt(call, frame, record)
        case .step(let step): try await run(step, frame, record)
        case .condition(let condition): try await run(condition, frame, record)
        case .loop(let loop): try await run(loop, frame, record)
        case .retry(let retry): try await run(retry, frame, record)
        case .inclusion(let inclusion): try await run(inclusion, frame, record)
        case .definition, .cleanUp, .requirement: break
        }
    }

    private func run(_ step: Step, _ outer: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        do throws(Diagnostic) {
            try checkInterruption()
            if await isOver(outer) { return }
            let title = try await outer.evaluator.text(step.title)
            var frame = outer
            frame.steps.append(title)
            await host.stepBegan(title)
            for statement in step.body { try await run(statement, frame, record) }
        } catch {
            guard keepsGoing, !outer.isProvisional, error.kind != .interrupted else { throw error }
            await note(error, record)
        }
    }

    private func run(_ inclusion: Inclusion, _ outer: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        var frame = outer
        let evaluator = outer.evaluator
        frame.evaluator = evaluator.entering(inclusion.script.source, locals: evaluator.locals)
        for case .cleanUp(let cleanUp) in inclusion.script.statements { frame.cleanUps.add(cleanUp, frame) }
        for statement in inclusion.script.statements { try await run(statement, frame, record) }
    }

    private func attempt(_ call: CommandCall, _ outer: Frame, _ record: FailureRecord) async throws(Diagnostic) {
        var frame = outer
        frame.mayFail = true
        frame.isProvisional = true
        do throws(Diagnostic) {
            try await run(call, frame, record)
        } catch {
            guard error.isBearable else { throw error }
            await host.failedAsAllowed(error)
        }
    }

    func checkInterruption() throws(Diagnostic) {
        if Task.isCancelled { throw Diagnostic.interrupted }
    }

    /// Whether `quit` has ended the script; what stands in `finally` runs all the same.
    func isOver(_ frame: Frame) async -> Bool {
        guard !frame.isCleanUp else { return false }
        return await host.isFinished
    }
}

extension Diagnostic {
    /// Whether `try` and `retry` may go on after it: a mistake or Ctrl-C is no failure that a server could cause.
    var isBearable: Bool { kind == .execution || kind == .expectation || kind == .undecided }
}
