public import Diagnostics
internal import HTTPMessage
public import JSONKit
internal import Redaction
public import Script
internal import Session

/// The workbench as what scripts run on.
extension Workbench: ScriptHost {
    public func run(_ call: Invocation) async throws(Diagnostic) {
        try checkHook(call)
        guard let command = table.command(call.name) else {
            throw Diagnostic(.syntax, "unknown-command", "there is no command \(call.name)")
        }
        if environment.network == .dry { return try await runDry(command, call) }
        let before = last?.number
        let authorization = selection.authorizations[selection.provider]
        do throws(Diagnostic) {
            try keepUp()
            if environment.keepsTypedLines, let news = takeOutsideNews() {
                await show(.note(news, ["news": JSON(news)]), of: call)
            }
            try checkLock(for: command)
            try checkMasks(for: command)
            let answer = try remarkingLock(
                await command.run(try await askingSecrets(call, of: command), self), of: command)
            await remember(call, failed: false, since: before)
            noteForTutorial(call, failed: false, answer: answer.json)
            showFailureNotes()
            let shown = call.has("reveal") ? answer : try masked(answer)
            if let output = call.output {
                try await deliver(shown, to: output, call)
            } else {
                await display(shown, of: call)
            }
        } catch {
            await remember(call, failed: true, since: before)
            noteForTutorial(call, failed: true, answer: nil)
            noteFailure(error, of: call, since: before, authorization: authorization)
            // The commands that a plugin is made of have shown theirs.
            if command.group != .plugin { try await showRefusal(of: call, since: before) }
            throw try masked(annotated(explainingMasks(error, since: before)))
        }
    }

    /// Shows an answer before its command ends.
    func show(_ answer: Answer, of call: Invocation) async {
        guard let shown = try? masked(answer) else { return }
        await display(shown, of: call)
    }

    /// What a failed command sent and got, if it sent anything that was answered.
    private func showRefusal(of call: Invocation, since before: Int64?) async throws(Diagnostic) {
        // A command that runs others, as why --fix does, has shown theirs.
        guard let last, last.number != before, last.number != shownRefusal, last.exchange.response != nil else {
            return
        }
        shownRefusal = last.number
        let answer = ExchangeAnswer(last, showsBody: last.purpose != .browser)
        await display(try masked(.exchange(answer)), of: call)
    }

    public func stepBegan(_ title: String) async {
        await environment.display.stepBegan((try? masker().mask(title)) ?? title)
    }

    public func failed(_ failure: Diagnostic) async {
        await environment.display.failed((try? masked(failure)) ?? failure, allowed: false)
    }

    public func failedAsAllowed(_ failure: Diagnostic) async {
        await environment.display.failed((try? masked(failure)) ?? failure, allowed: true)
    }

    private func masked(_ answer: Answer) throws(Diagnostic) -> Answer {
        if case .nothing = answer { return answer }
        return answer.masked(by: try masker())
    }

    func masked(_ failure: Diagnostic) throws(Diagnostic) -> Diagnostic {
        let masker = try masker(orWithout: openedStore)
        var masked = failure
        masked.source = failure.source.map { $0.starred(masker, around: failure.range) }
        masked.message = masker.mask(failure.message)
        masked.found = failure.found.map(masker.mask)
        masked.expected = failure.expected.map(masker.mask)
        masked.advice = failure.advice.map(masker.mask)
        masked.differences = failure.differences.map { difference in
            Difference(
                path: masker.mask(difference.path), found: masker.mask(difference.found),
                expected: masker.mask(difference.expected))
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
        do throws(ScriptRejection) {
            guard let script = selection.applied(to: try parse(source)) else { return nil }
            let interpreter = Interpreter(
                host: self, vocabulary: vocabulary, keepsGoing: keepsGoing, control: control)
            return await remembering(script) { await interpreter.run(script, locals: locals) }
        } catch {
            for diagnostic in error.diagnostics { await failed(diagnostic) }
            return error.diagnostics
        }
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
        return ScriptSource(
            name: name, text: String(decoding: bytes[..<start] + Array(starred.utf8) + bytes[end...], as: UTF8.self))
    }
}
