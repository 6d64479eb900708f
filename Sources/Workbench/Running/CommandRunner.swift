internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Redaction
internal import Script
internal import Session

/// Runs commands: the only caller of a command's code.
///
/// What must happen around every command happens here, whoever runs it: a line that is typed, a recipe, a plugin, a hook, a
/// preview and a dry run differ only in the scope of the call.
package enum CommandRunner {
    /// Runs a call and shows its answer.
    static func run(_ call: CommandContext, on bench: isolated Workbench) async throws(Diagnostic) {
        switch call.scope.manner {
        case .live:
            let before = bench.mark()
            let answer = try await answer(to: call, on: bench)
            do throws(Diagnostic) {
                try await show(answer, of: call, on: bench)
            } catch {
                // What was answered is not lost where the file or the program does not take it.
                try await bench.showRefusal(of: call, since: before)
                throw try bench.masked(error)
            }
        case .dry: try await runDry(call, on: bench)
        case .preview: _ = try await perform(call, on: bench)
        }
    }

    /// Runs a call and returns its answer, which is not masked yet.
    static func answer(to call: CommandContext, on bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let before = bench.mark()
        do throws(Diagnostic) {
            let answer = try await perform(call, on: bench)
            await bench.remember(call, failed: false, since: before)
            bench.observer?.ran(call, failed: false, answer: answer.json)
            bench.noteRefusal(of: call, since: before)
            for line in call.notes.takeOfFailure() { bench.environment.pluginLog(line) }
            return answer
        } catch {
            await bench.remember(call, failed: true, since: before)
            bench.observer?.ran(call, failed: true, answer: nil)
            bench.noteFailure(error, of: call, since: before)
            try await bench.showRefusal(of: call, since: before, about: error.exchange)
            var failure = bench.explainingMasks(error, since: before.exchange)
            failure.advice += call.notes.takeOfFailure()
            throw try bench.masked(failure)
        }
    }

    /// What a call would send first; nil where it sends nothing, or fails before.
    ///
    /// What a command makes up on the way, such as a state, is made anew when it really runs.
    package static func preview(_ call: CommandContext, on bench: isolated Workbench) async -> HTTPRequestPreview? {
        guard call.command.traits.effect == .sends, case .preview(let caught) = call.scope.manner else { return nil }
        // A preview changes nothing: neither by the command itself nor by a hook that is asked on the way.
        do throws(Diagnostic) {
            _ = try await bench.onCopy { () async throws(Diagnostic) in try await perform(call, on: bench) }
        } catch {}
        return caught.preview
    }

    /// The way of every call through the workbench.
    private static func perform(_ call: CommandContext, on bench: isolated Workbench) async throws(Diagnostic) -> Answer
    {
        try bench.permissions.check(call)
        if case .file(let path, _)? = call.output { try bench.checkWriting(path, call) }
        try bench.keepUp()
        await bench.tellOutsideNews(call)
        try bench.checkLock(for: call.command)
        try bench.checkMasks(for: call.command)
        let asked = try await bench.askingSecrets(call)
        return try bench.remarkingLock(try await call.command.run(asked, bench), of: call.command)
    }

    private static func show(
        _ answer: Answer, of call: CommandContext, on bench: isolated Workbench
    ) async throws(Diagnostic) {
        if call.scope.isSilent { return }
        let shown = call.has("reveal") ? answer : try bench.masked(answer)
        guard let output = call.output else { return await bench.display(shown, of: call) }
        try await bench.deliver(shown, to: output, call)
    }

    // MARK: Dry runs

    private static func runDry(_ call: CommandContext, on bench: isolated Workbench) async throws(Diagnostic) {
        // What a run would refuse, a dry run refuses too, whatever it would do in place of the command.
        try bench.permissions.check(call)
        switch call.command.traits.dry {
        case .runs:
            do throws(Diagnostic) {
                try await bench.display(bench.masked(try await perform(call, on: bench)), of: call)
            } catch {
                guard call.invocation.holdsStandIn else { throw error }
                try await tellUnshown(call, error, on: bench)
            }
        case .skipped(let standIn): try standIn?(call, bench)
        case .told:
            await bench.display(.text("  not done: \(try maskedLine(of: call, on: bench))"), of: call)
        case .sends(let standIn):
            try await runDrySending(call, on: bench)
            try standIn?(call, bench)
        }
    }

    /// The line of a call, in which a value that its name shows to be secret is masked, too.
    private static func maskedLine(of call: CommandContext, on bench: isolated Workbench) throws(Diagnostic) -> String {
        try bench.masker().maskLine(call.source.text(in: call.range))
    }

    /// Runs a command that sends: its requests are shown on their way.
    private static func runDrySending(_ call: CommandContext, on bench: isolated Workbench) async throws(Diagnostic) {
        let before = bench.mark()
        do throws(Diagnostic) {
            let answer = try await perform(call, on: bench)
            if bench.mark().exchange == before.exchange { try await bench.display(bench.masked(answer), of: call) }
        } catch {
            guard error.kind == .execution || call.invocation.holdsStandIn else { throw error }
            guard bench.mark().exchange == before.exchange else { return }
            try await tellUnshown(call, error, on: bench)
        }
    }

    /// Says of a call why it cannot be done or shown before an answer comes; that the user has interrupted is no reason.
    private static func tellUnshown(
        _ call: CommandContext, _ failure: Diagnostic, on bench: isolated Workbench
    ) async throws(Diagnostic) {
        guard failure.kind != .interrupted, failure.code != Permissions.refused else { throw failure }
        let reason = try bench.masked(failure).message
        let line = try maskedLine(of: call, on: bench)
        await bench.display(.text("  \(line): cannot be shown without an answer (\(reason))"), of: call)
    }
}

/// What was there before a command ran, to tell what it has done.
struct SessionMark: Sendable {
    /// The number of the last exchange.
    let exchange: Int64?
    /// The authorization that was chosen.
    let authorization: Int64?
}

extension Workbench {
    func mark() -> SessionMark {
        SessionMark(exchange: last?.number, authorization: selection.authorizations[selection.provider])
    }

    /// Tells a user who types what another prompt on the session has chosen.
    fileprivate func tellOutsideNews(_ call: CommandContext) async {
        guard environment.keepsTypedLines, let news = takeOutsideNews() else { return }
        await show(.note(news, ["news": JSON(news)]), of: call)
    }
}
