internal import Terminal
internal import Workbench

/// Lays a report out: labels in a column, long lines wrapped under their beginning.
struct ReportText {
    private let capabilities: TerminalCapabilities

    init(_ capabilities: TerminalCapabilities) { self.capabilities = capabilities }

    func lines(of report: ReportAnswer) -> [String] {
        let width = report.lines.map(\.label.count).max() ?? 0
        return report.lines.flatMap { line in lines(of: line, labelWidth: width) }
    }

    private func lines(of line: ReportAnswer.Line, labelWidth: Int) -> [String] {
        let text = line.text.sanitizedForOneLine()
        switch line.role {
        case .good: return wrapped(text, 0).map { capabilities.paint($0, .success) }
        case .bad: return wrapped(text, 0).map { capabilities.paint($0, .error) }
        case .title: return wrapped(text, 0)
        case .verbatim, .mark, .command:
            let shown =
                line.role == .command
                ? capabilities.paint(text, .accent) : line.role == .mark ? capabilities.paint(text, .error) : text
            return ["  \(label(line.label, labelWidth))\(shown)"]
        case .fact, .aside:
            let margin = labelWidth == 0 ? 2 : labelWidth + 4
            return wrapped(text, margin).enumerated().map { index, part in
                let shown = line.role == .aside ? capabilities.paint(part, .dim) : part
                return "  \(label(index == 0 ? line.label : "", labelWidth))\(shown)"
            }
        }
    }

    private func label(_ text: String, _ width: Int) -> String {
        width == 0 ? "" : capabilities.paint(text.padded(toWidth: width), .dim) + "  "
    }

    private func wrapped(_ text: String, _ margin: Int) -> [String] {
        text.wrapped(toWidth: max(20, (capabilities.columns ?? 10_000) - margin))
    }
}
