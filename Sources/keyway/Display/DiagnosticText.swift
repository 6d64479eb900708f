internal import Diagnostics
internal import Redaction
internal import Script
internal import Terminal
internal import Workbench

/// A failure as people read it: what failed, where, what was found and expected, what to do.
struct DiagnosticText {
    private let failure: Diagnostic
    private let capabilities: TerminalCapabilities
    private let severity: Finding.Severity

    init(_ failure: Diagnostic, _ capabilities: TerminalCapabilities, _ severity: Finding.Severity = .error) {
        self.failure = failure
        self.capabilities = capabilities
        self.severity = severity
    }

    var text: String {
        let mark = capabilities.paint("\(severity.rawValue):", severity == .error ? .error : .warning)
        let message = mark + " " + failure.message.sanitizedForTerminal()
        let head = capabilities.columns.map { message.wrapped(toWidth: $0, keepsWords: true) } ?? [message]
        return (head + place + facts + differences + advice).map { $0 + "\n" }.joined()
    }

    /// One line, for a failure that is allowed: of a refusal the server's words are enough.
    var shortText: String {
        let isRefusal = failure.kind == .execution
        let words = failure.found.map { isRefusal ? $0 : "\(failure.message): \($0)" } ?? failure.message
        return capabilities.paint("\(capabilities.symbol("✗", ascii: "x")) \(words.sanitizedForOneLine())", .dim)
    }

    /// Left out where all that was typed is meant: there is nothing to look for.
    private var place: [String] {
        guard let source = failure.source, let place = failure.place, failure.range?.count != source.text.utf8.count
        else {
            return []
        }
        let start = place.column - 1
        let caret = CaretDiagnostic(
            source: SecretLine.starred(place.lineText), columns: start..<(start + place.length), lineNumber: place.line)
        return ["  \(capabilities.paint("at", .dim)) \(source.name):\(place.line):\(place.column)"]
            + caret.draw(capabilities)
    }

    private var facts: [String] {
        [("found", failure.found), ("expected", failure.expected)].flatMap { label, value in
            value.map { labelled(label, $0, .dim) } ?? []
        }
    }

    private var differences: [String] {
        failure.differences.flatMap { difference in
            [
                "  \(capabilities.paint(difference.path.sanitizedForOneLine(), .name))",
                "    \(capabilities.paint("found", .dim))    \(difference.found.sanitizedForOneLine())",
                "    \(capabilities.paint("expected", .dim)) \(difference.expected.sanitizedForOneLine())",
            ]
        }
    }

    private var advice: [String] { failure.advice.flatMap { labelled("try", $0, .accent) } }

    /// A label and its text, whose further lines stand under the first.
    private func labelled(_ label: String, _ text: String, _ style: Style) -> [String] {
        let room = max(20, (capabilities.columns ?? 10_000) - 11)
        let lines = text.sanitizedForTerminal().split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { String($0).wrapped(toWidth: room) }
        return lines.enumerated().map { index, line in
            let margin = index == 0 ? capabilities.paint(label.padded(toWidth: 8), style) : "        "
            return "  \(margin) \(line)"
        }
    }
}
