/// What a rule found to be the cause of a failure.
public struct Verdict: Sendable, Equatable {
    /// The situation's stable name: `code-reused`.
    public var cause: String
    /// How surely the recorded facts show the cause.
    public var confidence: Confidence
    /// The verdict in a sentence.
    public var sentence: String
    /// What shows it.
    public var evidence: [EvidenceLine]
    /// Causes that these facts do not exclude.
    public var alternatives: [Alternative]
    /// What fixes the failure; nil where nothing is known to.
    public var fix: Fix?
    /// `RFC 6749 §4.1.2`.
    public var references: [String]
    /// What must hold beside what was recorded; with any of them a verdict is likely at most.
    public var assumptions: [String] = []
    /// What was held against the verdict, and did not defeat it.
    public var controls: [String] = []

    /// How far the recorded facts carry.
    public enum Confidence: String, Sendable, Comparable {
        /// What was recorded leaves no other way to read it.
        case proved
        /// All that was recorded fits, and what would exclude the rest was not recorded.
        case likely
        /// Nothing recorded speaks against it.
        case possible

        private var rank: Int { self == .proved ? 0 : self == .likely ? 1 : 2 }

        /// The surer one first.
        public static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }
    }
}

/// A fact that shows a verdict.
public struct EvidenceLine: Sendable, Equatable {
    /// The exchange that recorded it.
    public var exchange: Int64?
    /// The fact, as a clause without a full stop.
    public var text: String
    /// Two texts that should be the same.
    public var difference: Difference?

    /// A fact; the exchange is nil where none recorded it.
    public init(_ exchange: Int64? = nil, _ text: String, difference: Difference? = nil) {
        self.exchange = exchange
        self.text = text
        self.difference = difference
    }
}

/// Another cause that is still possible, and what would decide.
public struct Alternative: Sendable, Equatable {
    /// The stable name of the cause: `code-reused`.
    public var cause: String
    /// Why the cause is still possible, as a clause without a full stop.
    public var text: String
    /// What would decide between it and the verdict.
    public var probe: Probe?

    /// Something that a session can do to learn more.
    public enum Probe: Sendable, CaseIterable {
        /// Sends the requests that decide between causes.
        case prove
        /// Asks the provider for the account's clients.
        case listClients
        /// Calls each known endpoint with the current token, to see which scope opens which.
        case probeScopes
    }

    /// Another cause; the probe is nil where nothing that a session can do decides.
    public init(_ cause: String, _ text: String, probe: Probe? = nil) {
        self.cause = cause
        self.text = text
        self.probe = probe
    }
}
