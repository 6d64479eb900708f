extension FailureReport {
    /// The failure in lines, as reports without a layout of their own show it.
    var lines: [String] {
        var lines = [message]
        if let place { lines.append("at \(place)") }
        if let sourceLine {
            lines.append("  " + sourceLine)
            if length > 0 {
                lines.append("  " + String(repeating: " ", count: column - 1) + String(repeating: "^", count: length))
            }
        }
        if let found { lines.append("found: \(found)") }
        if let expected { lines.append("expected: \(expected)") }
        lines += differences.map(\.text)
        return lines + advice.map { "try: \($0)" } + (cause?.lines ?? [])
    }
}
