/// Rows under headers, aligned, and no wider than the terminal.
public struct Table: Sendable {
    public struct Column: Sendable {
        public let title: String
        public let alignment: Alignment
        public let style: Style
        /// Whether it is left out first where there is too little room.
        public let isMinor: Bool
        /// Whether the end of a text matters more than its beginning, of a path for one.
        public let keepsEnd: Bool

        public init(
            _ title: String, alignment: Alignment = .left, style: Style = .plain, isMinor: Bool = false,
            keepsEnd: Bool = false
        ) {
            self.title = title
            self.alignment = alignment
            self.style = style
            self.isMinor = isMinor
            self.keepsEnd = keepsEnd
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

    /// The table as lines, cut to the columns that there are; only the last column is wrapped.
    ///
    /// Where that would leave too little of a column, the minor ones are left out, the last first; where it still does,
    /// each row is drawn as a list of its own.
    public func draw(_ capabilities: TerminalCapabilities) -> [String] {
        guard !rows.isEmpty else { return [capabilities.paint(emptyMessage, .dim)] }
        var table = self
        while table.isCramped(in: capabilities.columns), let minor = table.columns.lastIndex(where: \.isMinor) {
            table = table.without(minor)
        }
        if table.isCramped(in: capabilities.columns) { return RowLists(self).draw(capabilities) }
        return table.drawGrid(capabilities)
    }

    private var naturalWidths: [Int] {
        columns.indices.map { index in
            rows.reduce(columns[index].title.terminalWidth) { widest, row in
                max(widest, index < row.count ? row[index].text.sanitizedForOneLine().terminalWidth : 0)
            }
        }
    }

    /// What is left of a column must be worth reading.
    private static let fewestColumns = 16
    /// Of what is much longer, which is mostly prose.
    private static let fewestOfMany = 24

    private func isCramped(in width: Int?) -> Bool {
        let natural = naturalWidths
        let widths = ColumnWidths.fit(natural, within: width, gap: Self.gap.count)
        return zip(widths, natural).contains { width, natural in
            width < min(natural, Self.fewestColumns) || width < natural / 2 && width < Self.fewestOfMany
        }
    }

    private func without(_ index: Int) -> Table {
        var columns = columns
        columns.remove(at: index)
        let rows = rows.map { row in row.enumerated().filter { $0.offset != index }.map(\.element) }
        return Table(columns, rows: rows, emptyMessage: emptyMessage)
    }

    private func drawGrid(_ capabilities: TerminalCapabilities) -> [String] {
        let texts = rows.map { row in columns.indices.map { $0 < row.count ? row[$0].text.sanitizedForOneLine() : "" } }
        let widths = ColumnWidths.fit(naturalWidths, within: capabilities.columns, gap: Self.gap.count)
        let header = drawLine(columns.map(\.title), widths, capabilities) { _ in .bold }
        return [header]
            + zip(rows, texts).flatMap { row, texts in
                wrapped(texts, widths).map { texts in
                    drawLine(texts, widths, capabilities) {
                        $0 < row.count ? row[$0].style ?? columns[$0].style : .plain
                    }
                }
            }
    }

    /// A row in as many lines as its last column needs, which goes on under itself.
    private func wrapped(_ texts: [String], _ widths: [Int]) -> [[String]] {
        guard let text = texts.last, let width = widths.last, text.terminalWidth > width,
            columns.last?.keepsEnd == false
        else { return [texts] }
        return text.wrapped(toWidth: width).enumerated().map { index, part in
            (index == 0 ? texts.dropLast() : texts.dropLast().map { _ in "" }) + [part]
        }
    }

    private static let gap = "  "

    private func drawLine(
        _ texts: [String], _ widths: [Int], _ capabilities: TerminalCapabilities, style: (Int) -> Style
    ) -> String {
        let cells = columns.indices.map { index in
            let text =
                columns[index].keepsEnd
                ? texts[index].truncatedAtStart(toWidth: widths[index], ellipsis: capabilities.ellipsis)
                : texts[index].truncated(toWidth: widths[index], ellipsis: capabilities.ellipsis)
            return capabilities.paint(text, style(index))
                .padded(toWidth: widths[index], alignment: columns[index].alignment)
        }
        return String(cells.joined(separator: Self.gap).trimmingTrailingBlanks())
    }
}
