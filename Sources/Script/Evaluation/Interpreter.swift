/// Runs a parsed script on a host.
public struct Interpreter: Sendable {
    let host: any ScriptHost
    let vocabulary: Vocabulary
    /// Goes on with the next step after a failure, instead of ending.
    let keepsGoing: Bool

    public init(host: any ScriptHost, vocabulary: Vocabulary, keepsGoing: Bool = false) {
        self.host = host
        self.vocabulary = vocabulary
        self.keepsGoing = keepsGoing
    }

    /// Runs every statement; returns what failed, in order.
    public func run(_ script: Script) async -> [Diagnostic] {
        let evaluator = Evaluator(host: host, vocabulary: vocabulary, source: script.source)
        var failures: [Diagnostic] = []
        for statement in script.statements {
            do throws(Diagnostic) {
                try await run(statement, evaluator)
            } catch {
                failures.append(error)
                await host.failed(error)
                if !keepsGoing || error.kind == .interrupted { break }
            }
        }
        return failures
    }

    private func run(_ statement: Statement, _ evaluator: Evaluator) async throws(Diagnostic) {
        switch statement {
        case .call(let call): try await run(call, mayFail: false, evaluator)
        case .attempt(let call): try await attempt(call, evaluator)
        case .step(let step):
            await host.stepBegan(try await evaluator.text(step.title))
            for statement in step.body { try await run(statement, evaluator) }
        }
    }

    private func attempt(_ call: CommandCall, _ evaluator: Evaluator) async throws(Diagnostic) {
        do throws(Diagnostic) {
            try await run(call, mayFail: true, evaluator)
        } catch {
            guard error.kind == .execution || error.kind == .expectation else { throw error }
            await host.failedAsAllowed(error)
        }
    }

    private func run(_ call: CommandCall, mayFail: Bool, _ evaluator: Evaluator) async throws(Diagnostic) {
        if await host.isFinished { return }
        if Task.isCancelled { throw Diagnostic(.interrupted, "interrupted", "interrupted") }
        do throws(Diagnostic) {
            try await host.run(try await evaluator.invocation(of: call, mayFail: mayFail))
        } catch {
            throw error.placed(in: evaluator.source, at: call.range)
        }
    }
}
