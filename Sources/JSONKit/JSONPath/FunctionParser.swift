/// Function expressions (RFC 9535 §2.4).
extension PathScanner {
    mutating func functionCall() throws(JSONPathError) -> PathFunctionCall {
        let start = position
        let name = takeWhile(\.continuesPathName)
        guard let function = PathFunction.named(name) else { throw unknown(name, from: start) }
        try open()
        let arguments = try arguments(of: function)
        return PathFunctionCall(function: function, arguments: arguments)
    }

    private mutating func arguments(of function: PathFunction) throws(JSONPathError) -> [PathArgument] {
        var arguments: [PathArgument] = []
        for parameter in function.parameters {
            skipBlanks()
            if next == ")" { throw wrongCount(function, given: arguments.count) }
            let start = position
            let term = try alternatives()
            arguments.append(try argument(term, as: parameter, of: function.name, from: start))
            skipBlanks()
            guard arguments.count < function.parameters.count, next != ")" else { continue }
            guard take(",") else { throw unexpected("',' or ')'") }
        }
        if next == "," { throw wrongCount(function, given: nil) }
        guard close(")") else { throw unexpected("')'") }
        return arguments
    }

    private func wrongCount(_ function: PathFunction, given: Int?) -> JSONPathError {
        let wanted = function.parameters.count == 1 ? "one argument" : "\(function.parameters.count) arguments"
        return error(
            "\(function.name)() takes \(wanted), not \(given.map(String.init) ?? "more")", at: position..<position + 1,
            expected: wanted, suggestion: "write it as in \(function.usage)")
    }

    private func unknown(_ name: String, from start: Int) -> JSONPathError {
        let names = PathFunction.all.map(\.name).joined(separator: ", ")
        return error(
            "there is no function \(Self.quoted(name))", at: start..<position, expected: "one of \(names)",
            suggestion: functionHabit(name))
    }
}
