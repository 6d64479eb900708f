internal import Script
internal import Terminal

/// A failure as people read it: what failed, where, what was found and expected, what to do.
struct DiagnosticText {
    private let failure: Diagnostic
    private let capabilities: TerminalCapabilities

    init(_ failure: Diagnostic, _ capabilities: TerminalCapabilities) {
        self.failure = failure
        self.capabilities = capabilities
    }

    var text: String {
        let head = capabilities.paint("error:", .error) + " " + failure.message.sanitizedForTerminal()
        return ([head] + place + facts + advice).map { $0 + "\n" }.joined()
    }

    /// One line, for a failure that is allowed.
    var shortText: String {
        let words = failure.found.map { "\(failure.message): \($0)" } ?? failure.message
        return capabilities.paint("\(capabilities.symbol("✗", ascii: "x")) \(words.sanitizedForOneLine())", .dim)
    }

    private var place: [String] {
        guard let source = failure.source, let place = failure.place else { return [] }
        let start = place.column - 1
        let caret = CaretDiagnostic(
            source: place.lineText, columns: start..<(start + place.length), lineNumber: place.line)
        return ["  \(capabilities.paint("at", .dim)) \(source.name):\(place.line):\(place.column)"]
            + caret.draw(capabilities)
    }

    private var facts: [String] {
        [("found", failure.found), ("expected", failure.expected)].compactMap { label, value in
            value.map { "  \(capabilities.paint(label.padded(toWidth: 8), .dim)) \($0.sanitizedForTerminal())" }
        }
    }

    private var advice: [String] {
        failure.advice.map { "  \(capabilities.paint("try".padded(toWidth: 8), .accent)) \($0.sanitizedForTerminal())" }
    }
}
