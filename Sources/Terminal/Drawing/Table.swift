/// Rows under headers, aligned, and no wider than the terminal.
public struct Table: Sendable {
    public struct Column: Sendable {
        public let title: String
        public let alignment: Alignment
        public let style: Style

        public init(_ title: String, alignment: Alignment = .left, style: Style = .plain) {
            self.title = title
            self.alignment = alignment
            self.style = style
        }
    }

    /// One value. Its text is shown safely on one line, whatever it holds.
    public struct Cell: Sendable, ExpressibleByStringInterpolation {
        public let text: String
        public let style: Style?

        public init(_ text: String, style: Style? = nil) {
            self.text = text
            self.style = style
        }

        public init(stringLiteral text: String) { self.init(text) }
    }

    public let columns: [Column]
    public private(set) var rows: [[Cell]]
    private let emptyMessage: String

    /// A table; `emptyMessage` is drawn instead when it has no rows.
    public init(_ columns: [Column], rows: [[Cell]] = [], emptyMessage: String = "Nothing to show.") {
        self.columns = columns
        self.rows = rows
        self.emptyMessage = emptyMessage
    }

    public mutating func addRow(_ cells: [Cell]) { rows.append(cells) }

    /// The table as lines, cut to the columns that there are.
    public func draw(_ capabilities: TerminalCapabilities) -> [String] {
        guard !rows.isEmpty else { return [capabilities.paint(emptyMessage, .dim)] }
        let texts = rows.map { row in columns.indices.map { $0 < row.count ? row[$0].text.sanitizedForOneLine() : "" } }
        let natural = columns.indices.map { index in
            texts.reduce(columns[index].title.terminalWidth) { max($0, $1[index].terminalWidth) }
        }
        let widths = ColumnWidths.fit(natural, within: capabilities.columns, gap: Self.gap.count)
        let header = drawLine(columns.map(\.title), widths, capabilities) { _ in .bold }
        return [header]
            + zip(rows, texts).map { row, texts in
                drawLine(texts, widths, capabilities) { $0 < row.count ? row[$0].style ?? columns[$0].style : .plain }
            }
    }

    private static let gap = "  "

    private func drawLine(
        _ texts: [String], _ widths: [Int], _ capabilities: TerminalCapabilities, style: (Int) -> Style
    ) -> String {
        let cells = columns.indices.map { index in
            let text = texts[index].truncated(toWidth: widths[index], ellipsis: capabilities.ellipsis)
            return capabilities.paint(text, style(index))
                .padded(toWidth: widths[index], alignment: columns[index].alignment)
        }
        return String(cells.joined(separator: Self.gap).trimmingTrailingBlanks())
    }
}
