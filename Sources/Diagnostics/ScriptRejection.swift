/// Everything that is wrong with a script, in the order of its text.
public struct ScriptRejection: Error, Sendable {
    /// What is wrong, in the order of the text.
    public let diagnostics: [Diagnostic]
    /// The text ends inside a quote or a block, so that more text may complete it.
    public let isIncomplete: Bool

    /// A rejection for these reasons.
    public init(diagnostics: [Diagnostic], isIncomplete: Bool) {
        self.diagnostics = diagnostics
        self.isIncomplete = isIncomplete
    }

    /// The same rejection with more said of each failure.
    public func explained(_ explain: (Diagnostic) -> Diagnostic) -> ScriptRejection {
        ScriptRejection(diagnostics: diagnostics.map(explain), isIncomplete: isIncomplete)
    }

    /// One failure for which the script does not run.
    public init(_ failure: Diagnostic) { self.init(diagnostics: [failure], isIncomplete: false) }
}
