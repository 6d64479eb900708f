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
        /// What was asked about could not be judged: something essential of it was not checked.
        case undecided
        /// A command was called in a way that it does not take.
        case usage
        /// Ctrl-C.
        case interrupted
    }

    /// What sort of failure it is.
    public var kind: Kind
    /// A stable name, such as `unknown-command`.
    public var code: String
    /// What failed, in a sentence without a full stop.
    public var message: String
    /// The text in which the place lies; nil where the failure has none.
    public var source: ScriptSource?
    /// UTF-8 offsets into the source.
    public var range: Range<Int>?
    /// What was found, without any secret; nil where nothing is to be said.
    public var found: String?
    /// What was expected; nil where nothing is to be said.
    public var expected: String?
    /// What to do about it, the likeliest first.
    public var advice: [String]
    /// Each place where an answer is not as it should be, if one value cannot say it.
    public var differences: [Difference] = []
    /// The number of the exchange that the failure is about; nil where that is the last one, or where there is none.
    public var exchange: Int64?

    /// A failure of these parts; `range` holds UTF-8 offsets into `source`.
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
        case .undecided: 4
        case .usage: 64
        case .interrupted: 130
        }
    }

    /// The line and column of the failure; nil where it has no place.
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
