/// What `why` says of a failure: its cause, how far the facts carry, and the fix. It holds no secret.
public struct CauseReport: Sendable, Equatable {
    /// The situation's stable name: `code-reused`.
    public var cause: String
    /// `proved`, `likely` or `possible`.
    public var confidence: String
    /// The cause in a sentence.
    public var sentence: String
    /// What was asked about: `exchange 7`.
    public var subject: String
    /// What shows the cause.
    public var evidence: [Fact] = []
    /// The server's own words and codes.
    public var serverSays: [String] = []
    /// What must hold beside what was recorded.
    public var assumptions: [String] = []
    /// What was held against the cause, and did not defeat it.
    public var controls: [String] = []
    /// Further causes that were found, the surest first.
    public var others: [Other] = []
    /// Causes that the facts do not exclude.
    public var alternatives: [Other] = []
    /// Causes that were looked at and are not the one.
    public var ruledOut: [Other] = []
    /// What fixes it; nil where nothing is known to.
    public var fix: String?
    /// The fix as commands.
    public var commands: [String] = []
    /// `RFC 6749 §4.1.2`.
    public var references: [String] = []

    /// A cause with nothing beside it.
    public init(cause: String, confidence: String, sentence: String, subject: String) {
        self.cause = cause
        self.confidence = confidence
        self.sentence = sentence
        self.subject = subject
    }

    /// A fact, and the exchange that recorded it.
    public struct Fact: Sendable, Equatable {
        /// The number of the exchange; nil where it was recorded elsewhere.
        public var exchange: Int64?
        /// The fact in a sentence.
        public var text: String
        /// Two texts that should be the same, under each other with marks.
        public var lines: [String]

        /// A fact of these parts.
        public init(exchange: Int64? = nil, text: String, lines: [String] = []) {
            self.exchange = exchange
            self.text = text
            self.lines = lines
        }
    }

    /// Another cause, with what is to be said of it.
    public struct Other: Sendable, Equatable {
        /// Its stable name.
        public var cause: String
        /// What is to be said of it.
        public var text: String

        /// A cause and a sentence.
        public init(cause: String, text: String) {
            self.cause = cause
            self.text = text
        }
    }
}

extension CauseReport {
    /// `insufficient-scope (proved): the token does not have the scope`.
    var head: String { "\(cause) (\(confidence)): \(sentence)" }

    /// The facts beside the head, each behind what it is: an exchange's number, `says`, `if`, `held`, `or`.
    var facts: [(label: String, text: String)] {
        evidence.map { ($0.exchange.map { "#\($0)" } ?? "", $0.text) }
            + serverSays.map { ("says", "\u{201C}\($0)\u{201D}") } + assumptions.map { ("if", $0) }
            + controls.map { ("held", $0) } + others.map { ("also", "\($0.cause): \($0.text)") }
            + alternatives.map { ("or", "\($0.cause): \($0.text)") }
    }

    /// The cause in lines, as reports without a layout of their own show it.
    var lines: [String] {
        let facts = facts.map { $0.label.isEmpty ? "  \($0.text)" : "  \($0.label): \($0.text)" }
        return ["why: \(head)"] + facts + (fix.map { ["  fix: \($0)"] } ?? []) + commands.map { "  > \($0)" }
            + (references.isEmpty ? [] : ["  see: \(references.joined(separator: ", "))"])
    }
}
