/// What stands in a filter, before it is known what it has to be.
///
/// The same words can be a condition, one side of a comparison or an argument, so they are read first and judged then.
indirect enum PathTerm {
    case literal(JSON)
    case query(PathQuery)
    case function(PathFunctionCall)
    case condition(PathCondition)
}

/// Filters (RFC 9535 §2.3.5): `||` binds weakest, then `&&`, then `!` and comparisons.
extension PathScanner {
    mutating func condition() throws(JSONPathError) -> PathCondition {
        let start = position
        let term = try alternatives()
        return try condition(term, from: start)
    }

    /// A term with whatever operators follow it.
    mutating func alternatives() throws(JSONPathError) -> PathTerm {
        let start = position
        let first = try conjunction()
        guard takeAfterBlanks("||") else { return first }
        var conditions = [try condition(first, from: start)]
        repeat {
            skipBlanks()
            let start = position
            let term = try conjunction()
            conditions.append(try condition(term, from: start))
        } while takeAfterBlanks("||")
        return .condition(.any(conditions))
    }

    private mutating func conjunction() throws(JSONPathError) -> PathTerm {
        let start = position
        let first = try comparison()
        guard takeAfterBlanks("&&") else { return first }
        var conditions = [try condition(first, from: start)]
        repeat {
            skipBlanks()
            let start = position
            let term = try comparison()
            conditions.append(try condition(term, from: start))
        } while takeAfterBlanks("&&")
        return .condition(.all(conditions))
    }

    /// A term, or two with a comparison between.
    private mutating func comparison() throws(JSONPathError) -> PathTerm {
        let leftStart = position
        let left = try term()
        guard let sign = takeComparison() else { return left }
        let leftSide = try comparable(left, from: leftStart)
        skipBlanks()
        let rightStart = position
        let right = try term()
        return .condition(.comparison(leftSide, sign, try comparable(right, from: rightStart)))
    }

    private mutating func takeComparison() -> PathComparison? {
        PathComparison.allCases.first { takeAfterBlanks($0.rawValue) }
    }

    private mutating func term() throws(JSONPathError) -> PathTerm {
        switch next {
        case "!":
            return .condition(.not(try negated()))
        case "(":
            return .condition(try parenthesized())
        case "@":
            position += 1
            return .query(try query(from: .current))
        case "$":
            position += 1
            return .query(try query(from: .root))
        case "'", "\"":
            return .literal(JSON(try string()))
        case let next? where next == "-" || next.isDigit:
            return .literal(try number())
        default:
            return try word()
        }
    }

    /// What follows `!`, which can be a test but no comparison.
    private mutating func negated() throws(JSONPathError) -> PathCondition {
        position += 1
        skipBlanks()
        guard let next, next == "(" || next == "@" || next == "$" || ("a"..."z").contains(next) else {
            throw unexpected("'(', a query or a function after '!'")
        }
        let start = position
        let term = try term()
        return try condition(term, from: start)
    }

    private mutating func parenthesized() throws(JSONPathError) -> PathCondition {
        try open()
        skipBlanks()
        let condition = try condition()
        skipBlanks()
        guard close(")") else { throw unexpected("a comparison, '&&', '||' or ')'") }
        return condition
    }

    /// `true`, `false`, `null` or a function.
    private mutating func word() throws(JSONPathError) -> PathTerm {
        var ahead = self
        let word = ahead.takeWhile(\.continuesPathName)
        if ahead.next == "(" { return .function(try functionCall()) }
        guard let value = Self.constants[word] else { throw unexpected("a query, a value or a function") }
        position = ahead.position
        return .literal(value)
    }

    private static let constants: [String: JSON] = ["true": true, "false": false, "null": .null]

    /// Takes the sign with the blanks before it, or nothing.
    private mutating func takeAfterBlanks(_ sign: String) -> Bool {
        let start = position
        skipBlanks()
        if take(sign) { return true }
        position = start
        return false
    }
}
