internal import Answers
internal import Terminal
internal import Workbench

/// Lays a report out: labels in a column, long lines wrapped under their beginning.
struct ReportText {
    private let capabilities: TerminalCapabilities

    init(_ capabilities: TerminalCapabilities) { self.capabilities = capabilities }

    func lines(of report: ReportAnswer) -> [String] {
        if let narrow = report.narrow, let columns = capabilities.columns,
            report.lines.contains(where: { $0.role == .verbatim && $0.text.terminalWidth + 8 > columns })
        {
            return lines(narrow)
        }
        return lines(report.lines)
    }

    private func lines(_ lines: [ReportAnswer.Line]) -> [String] {
        let width = lines.map(\.label.count).max() ?? 0
        return groups(lines).flatMap { group in
            group.first?.role == .row ? table(group) : group.flatMap { self.lines(of: $0, labelWidth: width) }
        }
    }

    /// The lines in their order, rows of one table together.
    private func groups(_ lines: [ReportAnswer.Line]) -> [[ReportAnswer.Line]] {
        lines.reduce(into: [[ReportAnswer.Line]]()) { groups, line in
            if line.role == .row, groups.last?.first?.role == .row {
                groups[groups.count - 1].append(line)
            } else {
                groups.append([line])
            }
        }
    }

    private func table(_ rows: [ReportAnswer.Line]) -> [String] {
        let columns = (rows.first?.cells ?? []).map { Table.Column($0) }
        let table = Table(columns, rows: rows.dropFirst().map { $0.cells.map { Table.Cell($0) } })
        var inner = capabilities
        inner.columns = capabilities.columns.map { max(1, $0 - 2) }
        return table.draw(inner).map { $0.isEmpty ? "" : "  \($0)" }
    }

    private func lines(of line: ReportAnswer.Line, labelWidth: Int) -> [String] {
        let text = line.text.sanitizedForOneLine()
        switch line.role {
        case .good: return wrapped(text, 0).map { capabilities.paint($0, .success) }
        case .bad: return wrapped(text, 0).map { capabilities.paint($0, .error) }
        case .title: return wrapped(text, 0)
        case .row: return [text]
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
