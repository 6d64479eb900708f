package import JSONKit

/// Watches the lines that the user types and the commands that they run, as the lessons do.
package protocol CommandObserver: Sendable {
    /// Takes note of a line that is about to run.
    mutating func lineBegan(_ line: String)

    /// Takes note of a command that was run.
    ///
    /// - Parameter answer: what it answered, not masked yet; nil where it failed, or had nothing to answer.
    mutating func ran(_ call: CommandContext, failed: Bool, answer: JSON?)

    /// Looks at what was run, once its answers have been shown.
    func lineEnded(on bench: isolated Workbench) async
}
