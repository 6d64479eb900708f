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
        case .note(let text, _): [indent + text.sanitizedForTerminal()]
        case .record(let title, let fields): record(title, fields)
        case .table(let table): draw(table)
        case .exchange(let exchange): ExchangeText(capabilities, showsBodies: showsBodies).lines(of: exchange)
        case .value(let value): [value.string?.sanitizedForTerminal() ?? value.text(JSONStyle.terminal(capabilities))]
        case .text(let text): [text]
        case .list(let answers): answers.flatMap(lines)
        }
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
        let columns = table.columns.map { Table.Column($0 == "used" || $0 == "set" ? "" : $0) }
        let rows = table.rows.map { row in row.map { Table.Cell($0.shown) } }
        return Table(columns, rows: rows, emptyMessage: table.emptyText).draw(capabilities)
    }
}

extension JSONStyle {
    /// Pretty, in colours where the terminal has them; of a string longer than anyone reads only the beginning.
    static func terminal(_ capabilities: TerminalCapabilities) -> JSONStyle {
        var style = JSONStyle(layout: .pretty(width: capabilities.columns ?? 100))
        style.mask = { _, value in
            guard let text = value.string, text.utf8.count > 2000 else { return nil }
            return "\(text.prefix(60))… (\(text.utf8.count) bytes; a query shows them all)"
        }
        guard capabilities.hasColor else { return style }
        style.painter = { token, text in
            switch token {
            case .name: capabilities.paint(text, .name)
            case .string: capabilities.paint(text, .string)
            case .number: capabilities.paint(text, .number)
            case .boolean, .null: capabilities.paint(text, .literal)
            case .punctuation: text
            }
        }
        return style
    }
}
