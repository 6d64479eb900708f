/// `if QUERY PREDICATE … else if … else … end`.
public struct Condition: Sendable, Equatable {
    /// The first whose test holds is run.
    public var branches: [Branch]
    /// What runs where none holds; nil without an `else`.
    public var otherwise: [Statement]?
    /// Where the first line stands in the text, in UTF-8 offsets.
    public var range: Range<Int>

    /// A test, and what runs where it holds.
    public struct Branch: Sendable, Equatable {
        /// What must hold for the branch to run.
        public var test: Expectation
        /// What runs where the test holds.
        public var body: [Statement]
        /// Where the line with the test stands in the text, in UTF-8 offsets.
        public var range: Range<Int>
    }
}

/// `for NAME in … end`.
public struct Loop: Sendable, Equatable {
    /// The name of the loop variable.
    public var variable: String
    /// What the loop goes over.
    public var items: Items
    /// What runs for each value of the variable.
    public var body: [Statement]
    /// Where the first line stands in the text, in UTF-8 offsets.
    public var range: Range<Int>

    /// What a loop goes over.
    public enum Items: Sendable, Equatable {
        /// The words one after another; a lone reference to a list means its elements.
        case words([Word])
        /// The elements of what a query finds.
        case query(Query)
        /// The rows of a CSV file or the elements of a JSON file, whose name this is.
        case file(Word)
    }
}

/// `retry N [every DURATION] [until QUERY PREDICATE] … end`.
public struct Retry: Sendable, Equatable {
    /// How often at most.
    public var count: Word
    /// How long it waits between two attempts; nil for a second.
    public var pause: Word?
    /// What must hold after the body; nil where it is enough that nothing in the body fails.
    public var until: Expectation?
    /// What is run until it passes, or has been run often enough.
    public var body: [Statement]
    /// Where the first line stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}

/// `finally … end`: runs when what it stands in has ended, however it ended.
public struct CleanUp: Sendable, Equatable {
    /// What runs at the end, even where the script was cancelled.
    public var body: [Statement]
    /// Where the first line stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}
