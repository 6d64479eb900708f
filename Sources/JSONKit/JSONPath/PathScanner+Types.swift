/// Well-typedness (RFC 9535 §2.4.3): a term becomes what its place asks for, or an error.
extension PathScanner {
    func condition(_ term: PathTerm, from start: Int) throws(JSONPathError) -> PathCondition {
        switch term {
        case .condition(let condition): return condition
        case .query(let query): return .existence(query)
        case .function(let call) where call.function.result != .value: return .function(call)
        case .function(let call):
            throw mistyped(
                "\(call.function.name)() gives a value, which is no condition by itself", from: start,
                expected: "a comparison", suggestion: "compare it, for instance \(call.function.name)(…) > 0")
        case .literal:
            throw unexpectedLiteral(from: start)
        }
    }

    func comparable(_ term: PathTerm, from start: Int) throws(JSONPathError) -> PathComparable {
        switch term {
        case .literal(let value): return .literal(value)
        case .query(let query) where query.isSingular: return .query(query)
        case .function(let call) where call.function.result == .value: return .function(call)
        case .query:
            throw mistyped(
                "a query that can select several values cannot be compared", from: start,
                expected: "a query of single names and indices",
                suggestion: "test the values one by one with a filter inside, as in @.list[?@ == 1]")
        case .function(let call):
            throw mistyped(
                "\(call.function.name)() is true or false and cannot be compared", from: start,
                expected: "a value", suggestion: "leave out the comparison; '!' before the function negates it")
        case .condition:
            throw mistyped(
                "a condition cannot be compared", from: start, expected: "a query, a value or a function",
                suggestion: "to negate a comparison, write !(…) around all of it")
        }
    }

    func argument(
        _ term: PathTerm, as type: PathFunction.Parameter, of name: String, from start: Int
    ) throws(JSONPathError) -> PathArgument {
        switch (type, term) {
        case (.nodes, .query(let query)): return .nodes(query)
        case (.nodes, _):
            throw mistyped("\(name)() takes a query here", from: start, expected: "a query such as @.*")
        case (.condition, _): return .condition(try condition(term, from: start))
        case (.value, .query(let query)) where !query.isSingular:
            throw mistyped(
                "\(name)() takes a single value here, and the query can select several", from: start,
                expected: "a value or a query of single names and indices",
                suggestion: name == "length" ? "count(…) counts what a query selects" : "value(…) takes the only one")
        case (.value, .condition):
            throw mistyped("\(name)() takes a value here, not a condition", from: start, expected: "a value")
        case (.value, _): return .value(try comparable(term, from: start))
        }
    }

    private func unexpectedLiteral(from start: Int) -> JSONPathError {
        let isTrue = text(start..<position) == "true"
        return mistyped(
            "a value is no condition by itself", from: start, expected: "a comparison, a query or a function",
            suggestion: isTrue ? "to select everything, write *" : "compare it, as in @ == \(text(start..<position))")
    }

    private func mistyped(
        _ message: String, from start: Int, expected: String, suggestion: String? = nil
    ) -> JSONPathError {
        error(message, at: start..<position, expected: expected, suggestion: suggestion)
    }
}
