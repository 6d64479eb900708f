/// Something to be looked up in the last exchange or the session, and filters on it.
public struct Query: Sendable, Equatable {
    public enum Subject: Sendable, Equatable {
        /// A query of the vocabulary, such as `header NAME`.
        case named(String, arguments: [Word])
        /// A JSONPath on the last JSON body.
        case path(Word)
        /// A value given as a word, mostly one reference.
        case value(Word)
    }

    public var subject: Subject
    public var filters: [FilterCall]
    public var range: Range<Int>
}

/// A query and what must hold of it.
public struct Expectation: Sendable, Equatable {
    public var query: Query
    public var negated: Bool
    /// The predicate's name.
    public var predicate: String
    public var arguments: [Word]
    public var range: Range<Int>
}

/// A query and the shape that its answer must have: a word that holds JSON with placeholders.
public struct ShapeComparison: Sendable, Equatable {
    public var query: Query
    public var shape: Word
    public var range: Range<Int>
}
