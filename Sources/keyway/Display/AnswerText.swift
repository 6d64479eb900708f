internal import Answers
internal import JSONKit
internal import Terminal
internal import Workbench

/// Lays an answer out in lines.
struct AnswerText {
    private let capabilities: TerminalCapabilities
    private let showsBodies: Bool

    init(_ capabilities: TerminalCapabilities, showsBodies: Bool) {
        self.capabilities = capabilities
        self.showsBodies = showsBodies
    }

    func lines(of answer: Answer) -> [String] {
        switch answer {
        case .nothing: []
        case .note(let text, _): note(text)
        case .record(let title, let fields): record(title, fields)
        case .table(let table): draw(table)
        case .exchange(let exchange): ExchangeText(capabilities, showsBodies: showsBodies).lines(of: exchange)
        case .value(let value): [value.string?.sanitizedForTerminal() ?? value.text(JSONStyle.terminal(capabilities))]
        case .text(let text): capabilities.columns.map { text.wrappedHanging(toWidth: $0) } ?? [text]
        case .code(let text): code(text)
        case .list(let answers): answers.flatMap(lines)
        case .report(let report): ReportText(capabilities).lines(of: report).map { indent + $0 }
        case .remarked(let answer, let remark): lines(of: answer) + (showsBodies ? capabilities.remark(remark) : [])
        }
    }

    private func note(_ text: String) -> [String] {
        let text = text.sanitizedForTerminal()
        guard let columns = capabilities.columns else { return [indent + text] }
        return text.wrapped(toWidth: columns - indent.count, keepsWords: true).map { indent + $0 }
    }

    /// A code only where a person looks at it, and where there is room for it.
    private func code(_ text: String) -> [String] {
        guard let columns = capabilities.columns, capabilities.hasUnicode, let code = QRCode(text),
            code.columns <= columns
        else { return [] }
        return code.lines
    }

    /// In a recipe answers stand under their step.
    private var indent: String { showsBodies ? "" : "  " }

    private func record(_ title: String?, _ fields: [Answer.Field]) -> [String] {
        guard showsBodies else { return title.map { [indent + $0.sanitizedForOneLine()] } ?? [] }
        let items = fields.map { field in
            KeyValueList.Item(field.name.replacing("_", with: " "), field.shown ?? text(of: field.value))
        }
        let heading = title.map { [capabilities.paint($0.sanitizedForOneLine(), .success)] } ?? []
        return heading + KeyValueList(items).draw(capabilities)
    }

    private func text(of value: JSON) -> String {
        if let texts = value.elements?.compactMap(\.string), texts.count == value.count {
            return texts.joined(separator: " ")
        }
        return value.string ?? value.text(.pretty)
    }

    private func draw(_ table: AnswerTable) -> [String] {
        let columns = table.columns.map { name in
            Table.Column(
                name == "used" || name == "set" ? "" : name, isMinor: table.minor.contains(name),
                keepsEnd: table.ends.contains(name))
        }
        let rows = table.rows.map { row in row.map { Table.Cell($0.shown) } }
        return Table(columns, rows: rows, emptyMessage: table.emptyText).draw(capabilities)
    }
}
