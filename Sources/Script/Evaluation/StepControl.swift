public import Diagnostics

/// Someone who is asked before each command, and after one that failed: a debugger.
public protocol StepControl: Sendable {
    /// A command is about to run.
    func before(_ stop: ScriptStop) async -> StepDecision

    /// A command has failed, not behind a `try`.
    func after(_ failure: Diagnostic, at stop: ScriptStop) async -> StepDecision
}

/// What is to be done with a command.
public enum StepDecision: Sendable {
    /// Run it; after a failure: let the script fail.
    case run
    /// Leave it, and go on behind it as if it had worked.
    case skip
    /// Run it again.
    case retry
    /// Run this call instead.
    case replace(CommandCall, in: ScriptSource)
    /// End the script; what stands in `finally` still runs.
    case stop
}

/// A command that is about to run, or has failed, and where it stands.
public struct ScriptStop: Sendable {
    /// The text in which the command stands.
    public let source: ScriptSource
    /// The call as it was parsed.
    public let call: CommandCall
    /// The call with its words evaluated; nil where one of them cannot be, or for a defined command.
    public let invocation: Invocation?
    /// Why the words cannot be evaluated.
    public let failure: Diagnostic?
    /// How many defined commands it stands in.
    public let depth: Int
    /// Whether the call is of a defined command, which can be gone into.
    public let isDefined: Bool
    /// The titles of the steps it stands in, the innermost last.
    public let steps: [String]
    /// Evaluates with the loop variables and parameters that hold here.
    public let evaluator: Evaluator

    /// The line and column at which the call begins.
    public var place: ScriptSource.Place { source.place(of: call.range) }
}
