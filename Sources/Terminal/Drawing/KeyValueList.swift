/// Labels with their values beside them, long values wrapped under themselves.
public struct KeyValueList: Sendable {
    public struct Item: Sendable {
        public let label: String
        public let value: String
        public let style: Style

        /// Label and value are shown safely, whatever they hold; the value may have several lines.
        public init(_ label: String, _ value: String, style: Style = .plain) {
            self.label = label
            self.value = value
            self.style = style
        }
    }

    public private(set) var items: [Item]

    public init(_ items: [Item] = []) { self.items = items }

    public mutating func add(_ label: String, _ value: String, style: Style = .plain) {
        items.append(Item(label, value, style: style))
    }

    public func draw(_ capabilities: TerminalCapabilities) -> [String] {
        let labels = items.map { $0.label.sanitizedForOneLine() }
        let indent = (labels.map(\.terminalWidth).max() ?? 0) + 2
        if let columns = capabilities.columns, columns - indent < Self.fewestColumns, indent > columns / 3 {
            return drawStacked(labels, capabilities, columns)
        }
        return zip(items, labels).flatMap { item, label in
            let lines = Self.lines(of: item.value, width: capabilities.columns.map { $0 - indent })
            return lines.enumerated().map { number, line in
                let margin = capabilities.paint(number == 0 ? label : "", .dim).padded(toWidth: indent)
                return String((margin + capabilities.paint(line, item.style)).trimmingTrailingBlanks())
            }
        }
    }

    /// Values under their labels, where the labels leave too little room beside them.
    private func drawStacked(_ labels: [String], _ capabilities: TerminalCapabilities, _ columns: Int) -> [String] {
        zip(items, labels).flatMap { item, label in
            [capabilities.paint(label, .dim)]
                + Self.lines(of: item.value, width: columns - 2).map {
                    String(("  " + capabilities.paint($0, item.style)).trimmingTrailingBlanks())
                }
        }
    }

    private static let narrowest = 8
    /// What is left of a line for a value must be worth reading.
    private static let fewestColumns = 16

    private static func lines(of value: String, width: Int?) -> [String] {
        let value = value.sanitizedForTerminal().replacingTabs()
        guard let width else { return value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        return value.wrapped(toWidth: max(narrowest, width))
    }
}

extension StringProtocol {
    func trimmingTrailingBlanks() -> SubSequence {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return self[..<end]
    }

    /// Tabs as blanks up to the next multiple of four columns, line by line.
    func replacingTabs() -> String {
        guard contains("\t") else { return String(self) }
        var result = ""
        var column = 0
        for character in self {
            if character == "\t" {
                let blanks = 4 - column % 4
                result += String(repeating: " ", count: blanks)
                column += blanks
            } else {
                result.append(character)
                column = character == "\n" ? 0 : column + character.terminalWidth
            }
        }
        return result
    }
}
