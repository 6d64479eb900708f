/// What a filter asks of each child (RFC 9535 §2.3.5).
indirect enum PathCondition: Sendable {
    case any([PathCondition])
    case all([PathCondition])
    case not(PathCondition)
    case comparison(PathComparable, PathComparison, PathComparable)
    /// Whether the query selects anything, whatever its value.
    case existence(PathQuery)
    /// Whether a function gives true, or nodes.
    case function(PathFunctionCall)
}

/// One side of a comparison: what has a single value, or none.
enum PathComparable: Sendable {
    case literal(JSON)
    /// A singular query.
    case query(PathQuery)
    /// A function whose result is a value.
    case function(PathFunctionCall)
}

enum PathComparison: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
}

/// A function with arguments that have the types it declares.
struct PathFunctionCall: Sendable {
    let function: PathFunction
    let arguments: [PathArgument]
}

enum PathArgument: Sendable {
    case value(PathComparable)
    case nodes(PathQuery)
    case condition(PathCondition)
}
