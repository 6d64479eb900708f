/// The regular expressions that one evaluation has met, each compiled once.
final class PatternCache {
    private var patterns: [String: RegularExpression?] = [:]

    /// Asks of a text and a pattern, the two arguments; false where they are no strings or the pattern is none.
    func test(
        _ arguments: [PathOperand], _ test: (RegularExpression, String.UnicodeScalarView) -> Bool
    ) -> Bool {
        guard let text = string(arguments[0]), let pattern = string(arguments[1]), let compiled = compiled(pattern)
        else { return false }
        return test(compiled, text.unicodeScalars)
    }

    private func compiled(_ pattern: String) -> RegularExpression? {
        if let known = patterns[pattern] { return known }
        // A document may bring a pattern for each of its elements.
        if patterns.count == 256 { patterns.removeAll() }
        let compiled = RegularExpression(pattern)
        patterns[pattern] = .some(compiled)
        return compiled
    }

    private func string(_ operand: PathOperand) -> String? {
        guard let value = operand.value, JSON.Kind(value) == .string else { return nil }
        return String(decoding: value.stringBytes, as: UTF8.self)
    }
}
