extension PathFunction {
    /// Whether an I-Regexp describes some part of a string (RFC 9535 §2.4.7).
    static let search = PathFunction(
        name: "search", usage: "search(@.name, '[Bb]ob')", parameters: [.value, .value], result: .condition
    ) { arguments, patterns in
        .condition(patterns.test(arguments) { $0.occurs(in: $1) })
    }
}
