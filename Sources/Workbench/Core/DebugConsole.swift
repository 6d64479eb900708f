public import Diagnostics

/// Where a debugger asks for its next command, and shows what it has to show.
public protocol DebugConsole: Sendable {
    func ask(_ prompt: String) async -> DebugInput
    /// Lines that are laid out already.
    func say(_ text: String) async
    /// The place of a stop: its source line with the caret under the call.
    func show(_ source: ScriptSource, _ range: Range<Int>) async
    func show(_ failure: Diagnostic) async
}

/// What a debugger's prompt brings.
public enum DebugInput: Sendable {
    case line(String)
    /// Ctrl-C: the line is given up.
    case interrupted
    case end
}
