/// Segments and selectors (RFC 9535 §2.1 to §2.5).
extension PathScanner {
    /// The whole text as one query.
    mutating func wholeQuery() throws(JSONPathError) -> PathQuery {
        guard take("$") else { throw unexpected("'$', with which every query begins") }
        let query = try query(from: .root)
        guard isAtEnd else { throw unexpected("'.', '[' or the end of the query") }
        return query
    }

    /// What follows `$` or `@`.
    mutating func query(from origin: PathQuery.Origin) throws(JSONPathError) -> PathQuery {
        var query = PathQuery(origin: origin)
        while let segment = try nextSegment() { query.segments.append(segment) }
        return query
    }

    private mutating func nextSegment() throws(JSONPathError) -> PathSegment? {
        let start = position
        skipBlanks()
        if take("..") { return PathSegment(descends: true, selectors: try selectorsAfterDots()) }
        if take(".") { return PathSegment(descends: false, selectors: [try shorthand("a name or '*' after '.'")]) }
        if next == "[" { return PathSegment(descends: false, selectors: try bracketed()) }
        position = start
        return nil
    }

    private mutating func selectorsAfterDots() throws(JSONPathError) -> [PathSelector] {
        if next == "[" { return try bracketed() }
        return [try shorthand("a name, '*' or '[' after '..'")]
    }

    /// `*` or a name without quotes.
    private mutating func shorthand(_ expected: String) throws(JSONPathError) -> PathSelector {
        if take("*") { return .wildcard }
        guard next?.beginsPathName == true else { throw unexpected(expected) }
        return .name(PathName(takeWhile(\.continuesPathName)))
    }

    private mutating func bracketed() throws(JSONPathError) -> [PathSelector] {
        try open()
        var selectors: [PathSelector] = []
        repeat {
            skipBlanks()
            selectors.append(try selector())
            skipBlanks()
        } while take(",")
        guard close("]") else { throw unexpected("\(Self.continuation(of: selectors.last))',' or ']'") }
        return selectors
    }

    /// What could have followed the selector to make it longer.
    private static func continuation(of selector: PathSelector?) -> String {
        if case .filter = selector { "a comparison, '&&', '||', " } else { "" }
    }

    private mutating func selector() throws(JSONPathError) -> PathSelector {
        switch next {
        case "*":
            position += 1
            return .wildcard
        case "'", "\"":
            return .name(PathName(try string()))
        case "?":
            position += 1
            skipBlanks()
            return .filter(try condition())
        case let next? where next == ":" || next == "-" || next.isDigit:
            return try indexOrSlice()
        default:
            throw unexpected("a name in quotes, an index, a slice, '*' or '?'")
        }
    }

    private mutating func indexOrSlice() throws(JSONPathError) -> PathSelector {
        let start = try integerUnlessColon()
        let afterStart = position
        skipBlanks()
        guard take(":") else {
            position = afterStart
            guard let start else { throw unexpected("an index") }
            return .index(start)
        }
        skipBlanks()
        let end = try optionalInteger()
        let afterEnd = position
        skipBlanks()
        guard take(":") else {
            position = afterEnd
            return .slice(PathSlice(start: start, end: end, step: 1))
        }
        let afterColon = position
        skipBlanks()
        let step = try optionalInteger()
        if step == nil { position = afterColon }
        return .slice(PathSlice(start: start, end: end, step: step ?? 1))
    }

    private mutating func integerUnlessColon() throws(JSONPathError) -> Int? { next == ":" ? nil : try integer() }

    private mutating func optionalInteger() throws(JSONPathError) -> Int? {
        guard let next, next == "-" || next.isDigit else { return nil }
        return try integer()
    }
}
