/// What the rules say of a subject.
public struct Conclusion: Sendable, Equatable {
    /// The surest first; empty where nothing is wrong or nothing can be told.
    public var verdicts: [Verdict]
    /// What was looked at and is not the cause.
    public var ruledOut: [RuledOut]
    /// Whether the subject did what it was meant to.
    public var isSuccess: Bool
    /// The server's own words and codes about the subject.
    public var serverSays: [String] = []
    /// The names of the topics that these words speak of, the narrower ones first: `redirect-uri`.
    public var topics: [String] = []

    /// A cause that the recorded facts exclude.
    public struct RuledOut: Sendable, Equatable {
        /// The stable name of the cause: `code-reused`.
        public var cause: String
        /// The fact that excludes the cause, as a clause without a full stop.
        public var reason: String
    }

    /// The surest verdict; nil where there is none.
    public var verdict: Verdict? { verdicts.first }
}
