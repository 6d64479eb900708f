public import Diagnostics
package import HTTPMessage
public import Script
public import Workbench

/// Steps through a script: stops before commands and after failures, and asks what to do.
public actor Debugger: StepControl, MessageControl {
    let workbench: Workbench
    let console: any DebugConsole
    /// The script that is run; a line alone means one of its lines.
    let main: String
    var breakpoints = Breakpoints()
    /// What Enter repeats.
    var lastStep = DebugCommands.next
    private var mode: Mode
    /// Where the command stands in the script, also when another one runs in its stead.
    private var place = ""
    /// The last stop before a command.
    private var lastStop: ScriptStop?
    /// Whether the user has ended the script between two messages of a command.
    private var isEnded = false
    /// The call that was edited and has not run yet.
    var edited: (call: CommandCall, source: ScriptSource)?

    private enum Mode {
        /// At the next command, whatever it stands in.
        case into
        /// At the next command that stands no deeper in defined commands.
        case next(depth: Int)
        /// At a breakpoint, and where something fails.
        case free
    }

    /// - Parameter stopsAtOnce: whether it stops before the first command; otherwise only at breakpoints and failures.
    public init(_ workbench: Workbench, _ console: any DebugConsole, main: String, stopsAtOnce: Bool) {
        self.workbench = workbench
        self.console = console
        self.main = main
        mode = stopsAtOnce ? .into : .free
    }

    public func before(_ stop: ScriptStop) async -> StepDecision {
        place = "\(stop.source.name):\(stop.place.line)"
        lastStop = stop
        var breakpoints = breakpoints
        let met = await breakpoints.met(by: stop, workbench, main: main)
        self.breakpoints = breakpoints
        guard stops(at: stop) || met != nil else { return .run }
        if let met { await console.say("breakpoint \(met)") }
        await show(stop)
        return await decision(at: stop, failure: nil)
    }

    public func after(_ failure: Diagnostic, at stop: ScriptStop) async -> StepDecision {
        if isEnded { return .run }
        await console.show((try? await workbench.masked(failure)) ?? failure)
        await console.say(
            "It failed; the state is as it was left. retry, edit, skip, or any command; stop ends the script.")
        return await decision(at: stop, failure: failure)
    }

    /// Asks before a further message of a command's flow, where the last step was `into`.
    package func before(message summary: String, _ request: HTTPRequest) async throws(Diagnostic) {
        guard case .into = mode else { return }
        await console.say("  next message: \(summary)")
        if let lines = await workbench.lines(of: request) {
            await console.say(lines.map { "  \($0)" }.joined(separator: "\n"))
        }
        while true {
            switch await console.ask("\(place) \(summary)> ") {
            case .end: throw ended(summary)
            case .interrupted: await console.say("stop ends the script")
            case .line(let line): if try await goesOn(line.trimmed, summary) { return }
            }
        }
    }

    /// Whether a line, typed between two messages, lets the next one be sent.
    private func goesOn(_ line: String, _ summary: String) async throws(Diagnostic) -> Bool {
        let text = line.isEmpty ? lastStep : line
        switch DebugCommands.named(text, hasOperands: false) {
        case DebugCommands.next: mode = .next(depth: lastStop?.depth ?? 0)
        case DebugCommands.into: mode = .into
        case DebugCommands.continue: mode = .free
        case "stop": throw ended(summary)
        case "help": await console.say(DebugCommands.help)
        case nil: if let lastStop { await run(text, lastStop) }
        default: await console.say("\(text) has no use between two messages: next, into, continue or stop")
        }
        let isStep = [DebugCommands.next, DebugCommands.into, DebugCommands.continue].contains(
            DebugCommands.named(text, hasOperands: false))
        if isStep { lastStep = text }
        return isStep
    }

    private func ended(_ summary: String) -> Diagnostic {
        isEnded = true
        return Diagnostic(
            .interrupted, "interrupted", "the script was ended before a message was sent",
            found: "next was the \(summary)")
    }

    private func stops(at stop: ScriptStop) -> Bool {
        switch mode {
        case .into: true
        case .next(let depth): stop.depth <= depth
        case .free: false
        }
    }

    /// Asks until the script can go on.
    private func decision(at stop: ScriptStop, failure: Diagnostic?) async -> StepDecision {
        edited = nil
        let place = place
        while true {
            switch await console.ask("\(place)> ") {
            case .end: return failure == nil ? .stop : .run
            case .interrupted: await console.say("stop ends the script")
            case .line(let line):
                if let decision = await answer(line, stop, failure) { return decision }
            }
        }
    }

    /// What a line decides; nil if the debugger stays where it is.
    private func answer(_ line: String, _ stop: ScriptStop, _ failure: Diagnostic?) async -> StepDecision? {
        let text = line.trimmed.isEmpty ? lastStep : line.trimmed
        let name = String(text.prefix { !$0.isWhitespace })
        let rest = String(text.dropFirst(name.count)).trimmed
        switch DebugCommands.named(name, hasOperands: !rest.isEmpty) {
        case DebugCommands.next: return step(.next(depth: stop.depth), text, failure)
        case DebugCommands.into: return step(.into, text, failure)
        case DebugCommands.continue: return step(.free, text, failure)
        case "retry":
            guard failure != nil else {
                await console.say("nothing has failed here; next runs the command")
                return nil
            }
            return edited.map { .replace($0.call, in: $0.source) } ?? .retry
        case "skip": return .skip
        case "stop": return failure == nil ? .stop : .run
        case "edit": await edit(rest, stop)
        case "break": await setBreakpoint(rest, stop)
        case "delete": await deleteBreakpoint(rest)
        case "where": await show(stop)
        case "help" where rest.isEmpty || rest == Origin.debugger.name: await console.say(DebugCommands.help)
        default: await run(text, stop)
        }
        return nil
    }

    /// Goes on: an edited call instead of the one in the script; behind a command that has failed.
    private func step(_ mode: Mode, _ text: String, _ failure: Diagnostic?) -> StepDecision {
        self.mode = mode
        lastStep = text
        if let edited { return .replace(edited.call, in: edited.source) }
        return failure == nil ? .run : .skip
    }

    /// An ordinary command, with the loop variables and parameters that hold here.
    private func run(_ text: String, _ stop: ScriptStop) async {
        _ = await workbench.run(
            ScriptSource(.debugger, text: text), locals: stop.evaluator.locals)
    }
}
