/// Something to be looked up in the last exchange or the session, and filters on it.
public struct Query: Sendable, Equatable {
    /// What a query looks up.
    public enum Subject: Sendable, Equatable {
        /// A query of the vocabulary, such as `header NAME`.
        case named(String, arguments: [Word])
        /// A JSONPath on the last JSON body.
        case path(Word)
        /// A value given as a word, mostly one reference.
        case value(Word)
    }

    /// What is looked up.
    public var subject: Subject
    /// The filters on what is found, in the order in which they apply.
    public var filters: [FilterCall]
    /// Where the query stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}

/// A query and what must hold of it.
public struct Expectation: Sendable, Equatable {
    /// What the predicate is asked of.
    public var query: Query
    /// Whether the predicate must not hold: `not` stands before it.
    public var negated: Bool
    /// The predicate's name.
    public var predicate: String
    /// The predicate's operands.
    public var arguments: [Word]
    /// Where the expectation stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}

/// A query and the shape that its answer must have: a word that holds JSON with placeholders.
public struct ShapeComparison: Sendable, Equatable {
    /// What is looked up, whose answer is compared.
    public var query: Query
    /// The shape: JSON with placeholders, as one word.
    public var shape: Word
    /// Where the comparison stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}
