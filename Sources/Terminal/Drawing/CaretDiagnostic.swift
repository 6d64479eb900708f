/// A line of source with a mark under the part that a message is about.
public struct CaretDiagnostic: Sendable {
    private let source: String
    private let columns: Range<Int>
    private let label: String
    private let lineNumber: Int?

    /// - Parameters:
    ///   - source: the line, without its line feed.
    ///   - columns: the marked characters, counted from 0; an empty range marks a place, also the one past the end.
    ///   - label: a few words beside the mark, or none.
    ///   - lineNumber: counted from 1, drawn in the margin.
    public init(source: String, columns: Range<Int>, label: String = "", lineNumber: Int? = nil) {
        self.source = source
        self.columns = columns
        self.label = label
        self.lineNumber = lineNumber
    }

    /// The source, the mark under it, and the label beside the mark or, where it has no room, below.
    public func draw(_ capabilities: TerminalCapabilities, style: Style = .error) -> [String] {
        let number = lineNumber.map(String.init) ?? ""
        let bar = capabilities.symbol("│", ascii: "|")
        let margin = number.isEmpty ? "  " : " \(number) \(bar) "
        let blank = number.isEmpty ? "  " : " " + String(repeating: " ", count: number.count) + " \(bar) "
        let room = capabilities.columns.map { max(10, $0 - margin.terminalWidth) }
        var line = MarkedLine(source, marked: columns)
        line.window(to: room, ellipsis: capabilities.ellipsis)
        let lower = labelled(line.marked, room: room).map {
            capabilities.paint(blank, .dim) + $0.indent + capabilities.paint($0.text, style)
        }
        return [capabilities.paint(margin, .dim) + line.text] + lower
    }

    private func labelled(_ marked: Range<Int>, room: Int?) -> [(indent: String, text: String)] {
        let mark = "^" + String(repeating: "~", count: max(0, marked.count - 1))
        let indent = String(repeating: " ", count: marked.lowerBound)
        let words = label.sanitizedForOneLine()
        if words.isEmpty { return [(indent, mark)] }
        guard let room, indent.count + mark.count + 1 + words.terminalWidth > room else {
            return [(indent, mark + " " + words)]
        }
        return [(indent, mark)] + words.wrapped(toWidth: room).map { ("", $0) }
    }
}

/// A drawn line, and which of its terminal columns are marked.
private struct MarkedLine {
    private(set) var text = ""
    private(set) var marked = 0..<0

    init(_ source: String, marked columns: Range<Int>) {
        var width = 0
        var start: Int?
        var end: Int?
        for (index, character) in source.enumerated() {
            if index == columns.lowerBound { start = width }
            if index == columns.upperBound { end = width }
            let shown =
                character == "\t"
                ? String(repeating: " ", count: 4 - width % 4) : String(character).sanitizedForOneLine()
            text += shown
            width += shown.terminalWidth
        }
        let first = start ?? width
        marked = first..<max(first, end ?? width)
    }

    /// Cuts the line to `room` columns around the mark.
    mutating func window(to room: Int?, ellipsis: String) {
        // The mark may stand one past the end.
        let total = max(text.terminalWidth, marked.lowerBound + 1)
        guard let room, total > room else { return }
        let dots = ellipsis.terminalWidth
        let wanted = min(marked.count, room - 2 * dots)
        let before = (room - wanted) / 2
        let first = max(0, min(marked.lowerBound - before, total - room))
        let cutLeft = first > 0
        let cutRight = first + room < total
        let from = first + (cutLeft ? dots : 0)
        let to = first + room - (cutRight ? dots : 0)
        let (slice, begin) = text.columns(from..<to)
        let shift = begin - (cutLeft ? dots : 0)
        text = (cutLeft ? ellipsis : "") + slice + (cutRight ? ellipsis : "")
        let low = max(0, marked.lowerBound - shift)
        marked = low..<max(low, min(marked.upperBound - shift, room))
    }
}

extension String {
    /// The characters that lie wholly inside a range of terminal columns, and the column where the first one starts.
    fileprivate func columns(_ range: Range<Int>) -> (text: String, start: Int) {
        var result = ""
        var column = 0
        var start: Int?
        for character in self {
            let next = column + character.terminalWidth
            if column >= range.lowerBound, next <= range.upperBound {
                start = start ?? column
                result.append(character)
            }
            column = next
        }
        return (result, start ?? range.lowerBound)
    }
}
