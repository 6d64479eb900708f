/// `if QUERY PREDICATE … else if … else … end`.
public struct Condition: Sendable, Equatable {
    /// The first whose test holds is run.
    public var branches: [Branch]
    /// What runs where none holds; nil without an `else`.
    public var otherwise: [Statement]?
    public var range: Range<Int>

    public struct Branch: Sendable, Equatable {
        public var test: Expectation
        public var body: [Statement]
        public var range: Range<Int>
    }
}

/// `for NAME in … end`.
public struct Loop: Sendable, Equatable {
    public var variable: String
    public var items: Items
    public var body: [Statement]
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
    public var body: [Statement]
    public var range: Range<Int>
}

/// `finally … end`: runs when what it stands in has ended, however it ended.
public struct CleanUp: Sendable, Equatable {
    public var body: [Statement]
    public var range: Range<Int>
}
