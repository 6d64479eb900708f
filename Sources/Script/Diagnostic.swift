/// A failure with its four parts: what failed, where, what was found against what was expected, and what to do.
public struct Diagnostic: Error, Sendable, Equatable {
    /// What sort of failure it is; it decides the exit code.
    public enum Kind: String, Sendable, CaseIterable {
        /// The script does not parse, or names something that does not exist.
        case syntax
        /// An expectation did not hold.
        case expectation
        /// Something could not be run: the network, TLS, an OAuth error that was not expected.
        case execution
        /// A command was called in a way that it does not take.
        case usage
        /// Ctrl-C.
        case interrupted
    }

    public var kind: Kind
    /// A stable name, such as `unknown-command`.
    public var code: String
    public var message: String
    public var source: ScriptSource?
    /// UTF-8 offsets into the source.
    public var range: Range<Int>?
    public var found: String?
    public var expected: String?
    /// What to do about it, the likeliest first.
    public var advice: [String]
    /// Each place where an answer is not as it should be, if one value cannot say it.
    public var differences: [Difference] = []

    public init(
        _ kind: Kind, _ code: String, _ message: String, source: ScriptSource? = nil, range: Range<Int>? = nil,
        found: String? = nil, expected: String? = nil, advice: [String] = []
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.source = source
        self.range = range
        self.found = found
        self.expected = expected
        self.advice = advice
    }

    /// The process's exit status when this failure ends it.
    public var exitCode: Int32 {
        switch kind {
        case .expectation: 1
        case .syntax: 2
        case .execution: 3
        case .usage: 64
        case .interrupted: 130
        }
    }

    public var place: ScriptSource.Place? {
        guard let source, let range else { return nil }
        return source.place(of: range)
    }

    /// The same failure, placed here unless it already knows its place.
    public func placed(in source: ScriptSource, at range: Range<Int>) -> Diagnostic {
        guard self.source == nil else { return self }
        var placed = self
        placed.source = source
        placed.range = self.range ?? range
        return placed
    }
}

/// Everything that is wrong with a script, in the order of its text.
public struct ScriptRejection: Error, Sendable {
    public let diagnostics: [Diagnostic]
    /// The text ends inside a quote or a block, so that more of it may fix it.
    public let isIncomplete: Bool

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
