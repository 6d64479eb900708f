extension PathFunction {
    /// Whether an I-Regexp describes the whole of a string (RFC 9535 §2.4.6).
    static let match = PathFunction(
        name: "match", usage: "match(@.date, '2026-.*')", parameters: [.value, .value], result: .condition
    ) { arguments, patterns in
        .condition(patterns.test(arguments) { $0.matches($1) })
    }
}
