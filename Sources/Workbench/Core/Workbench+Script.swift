package import Answers
public import Diagnostics
internal import HTTPMessage
public import JSONKit
internal import Redaction
public import Script
internal import Session

/// The workbench as what scripts run on.
extension Workbench: ScriptHost {
    /// Runs a call with the scope of what is typed.
    ///
    /// - Throws: where the command is unknown, not allowed, or fails.
    public func run(_ call: Invocation) async throws(Diagnostic) { try await run(call, in: usualScope) }

    /// Runs a call of a text within the text's scope.
    package func run(_ call: Invocation, in scope: RunScope) async throws(Diagnostic) {
        guard let command = table.command(call.name) else {
            throw Diagnostic(.syntax, "unknown-command", "there is no command \(call.name)")
        }
        try await CommandRunner.run(CommandContext(call, command, scope), on: self)
    }

    /// The scope of what the user runs.
    package var usualScope: RunScope {
        var scope = RunScope()
        if environment.network == .dry { scope.manner = .dry }
        return scope
    }

    /// Shows an answer before its command ends.
    package func show(_ answer: Answer, of call: CommandContext) async {
        guard let shown = try? masked(answer) else { return }
        await display(shown, of: call)
    }

    /// What a failed command sent and got, if it sent anything that was answered.
    ///
    /// - Parameter number: the exchange that the failure is about; nil for the last one.
    func showRefusal(
        of call: CommandContext, since before: SessionMark, about number: Int64? = nil
    ) async throws(Diagnostic) {
        let about: SessionExchange? = if let number { try store().exchange(number) } else { nil }
        // A command that runs others, as why --fix and those of plugins do, has shown theirs.
        guard !call.scope.isSilent, call.scope.plugins.isEmpty, call.command.group != .plugin, let last = about ?? last,
            last.number != before.exchange, last.number != shownRefusal, last.exchange.response != nil
        else {
            return
        }
        shownRefusal = last.number
        let answer = ExchangeAnswer(last, showsBody: last.purpose != .browser)
        await display(try masked(.exchange(answer)), of: call)
    }

    /// Shows that a step of a script begins, with the secrets in its title masked.
    public func stepBegan(_ title: String) async {
        await environment.display.stepBegan((try? masker().maskOwn(title)) ?? title)
    }

    /// Shows a failure, with its secrets masked.
    public func failed(_ failure: Diagnostic) async {
        await environment.display.failed((try? masked(failure)) ?? failure, allowed: false)
    }

    /// Shows a failure behind a `try`, with its secrets masked.
    public func failedAsAllowed(_ failure: Diagnostic) async {
        await environment.display.failed((try? masked(failure)) ?? failure, allowed: true)
    }

    func masked(_ answer: Answer) throws(Diagnostic) -> Answer {
        if case .nothing = answer { return answer }
        return answer.masked(by: try masker())
    }

    /// A failure whose texts and source line have their secrets masked.
    ///
    /// - Throws: where the session cannot be read for its secrets.
    package func masked(_ failure: Diagnostic) throws(Diagnostic) -> Diagnostic {
        let masker = try masker(orWithout: openedStore)
        var masked = failure
        masked.source = failure.source.map { $0.starred(masker, around: failure.range) }
        masked.message = masker.maskOwn(failure.message)
        masked.found = failure.found.map(masker.maskOwn)
        masked.expected = failure.expected.map(masker.maskOwn)
        masked.advice = failure.advice.map(masker.maskOwn)
        masked.differences = failure.differences.map { difference in
            Difference(
                path: masker.mask(difference.path), found: masker.maskOwn(difference.found),
                expected: masker.maskOwn(difference.expected))
        }
        return masked
    }

    /// Parses and runs a text; returns what failed, in order, after showing each.
    ///
    /// - Parameters:
    ///   - control: is asked before each command, and after one that failed.
    ///   - locals: variables that come before the session's.
    public func run(
        _ source: ScriptSource, keepsGoing: Bool = false, control: (any StepControl)? = nil,
        locals: [String: JSON] = [:]
    ) async -> [Diagnostic] {
        await run(source, keepsGoing: keepsGoing, selecting: StepSelection(), control: control, locals: locals) ?? []
    }

    /// Parses a recipe and runs the chosen steps of it; nil where it has none of them.
    public func run(
        _ source: ScriptSource, keepsGoing: Bool, selecting selection: StepSelection,
        control: (any StepControl)? = nil, locals: [String: JSON] = [:]
    ) async -> [Diagnostic]? {
        await run(
            source, in: usualScope, keepsGoing: keepsGoing, selecting: selection, control: control, locals: locals)
    }

    /// Parses a text and runs it within a scope.
    ///
    /// - Parameter callers: the origins of the texts that it is run from, which must be allowed what it does.
    package func run(
        _ source: ScriptSource, in scope: RunScope, keepsGoing: Bool = false,
        selecting selection: StepSelection = StepSelection(), control: (any StepControl)? = nil,
        locals: [String: JSON] = [:], callers: [Origin] = []
    ) async -> [Diagnostic]? {
        if runDepth == 0 { addedInRun = [:] }
        runDepth += 1
        defer { runDepth -= 1 }
        do throws(ScriptRejection) {
            guard let script = selection.applied(to: try parse(source)) else { return nil }
            var scope = scope
            scope.messages = control as? any MessageControl ?? scope.messages
            let interpreter = Interpreter(
                host: RunHost(bench: self, scope: scope), vocabulary: vocabulary, keepsGoing: keepsGoing,
                control: control)
            return await remembering(script, in: scope) {
                await interpreter.run(script, locals: locals, callers: callers)
            }
        } catch {
            if !scope.leavesFailures { for diagnostic in error.diagnostics { await failed(diagnostic) } }
            return error.diagnostics
        }
    }

    /// Runs a text that prepares something: its answers are not shown, its failures are.
    public func runSilently(_ source: ScriptSource, locals: [String: JSON] = [:]) async -> [Diagnostic] {
        var scope = usualScope
        scope.isSilent = true
        scope.isRemembered = false
        return await run(source, in: scope, locals: locals) ?? []
    }
}

extension ScriptSource {
    /// The source with stars in place of the secrets in the lines that a failure shows; every offset stays as it is.
    fileprivate func starred(_ masker: Masker, around range: Range<Int>?) -> ScriptSource {
        guard let range else { return self }
        let bytes = Array(text.utf8)
        let start = bytes[..<min(range.lowerBound, bytes.count)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[min(range.upperBound, bytes.count)...].firstIndex(of: 0x0A) ?? bytes.count
        guard start < end else { return self }
        let lines = String(decoding: bytes[start..<end], as: UTF8.self)
        let starred = masker.starred(lines)
        if starred == lines { return self }
        return with(text: String(decoding: bytes[..<start] + Array(starred.utf8) + bytes[end...], as: UTF8.self))
    }
}
