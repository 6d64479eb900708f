extension SequenceDiagram {
    /// The width of a party's column, in characters.
    private static let column = 26

    /// Life lines side by side with an arrow for each message, 26 characters for each party.
    public var textLines: [DiagramLine] {
        let heads = parties.map { SequenceDiagram.centred($0.name) }.joined()
        return [DiagramLine(.aside, heads)] + rows.map(textLine)
    }

    /// One message under the other, for a terminal without room for life lines.
    public var narrowTextLines: [DiagramLine] { rows.flatMap(narrowLines) }

    private func textLine(_ row: Row) -> DiagramLine {
        switch row {
        case .heading(let text), .remark(let text): DiagramLine(.aside, text)
        case .note(let note): DiagramLine(.aside, "\(note.title): \(note.text)")
        case .message(let message):
            DiagramLine(
                message.isFailure ? .failure : .drawing,
                arrow(message, (message.isFailure ? "✗ " : "") + message.text),
                label: message.number.map { "#\($0)" } ?? "")
        }
    }

    private func narrowLines(_ row: Row) -> [DiagramLine] {
        switch row {
        case .heading(let text), .remark(let text): return [DiagramLine(.aside, text)]
        case .note(let note): return [DiagramLine(.aside, "\(note.title): \(note.text)")]
        case .message(let message) where message.isAnswer:
            return message.isFailure
                ? [DiagramLine(.failure, "✗ \(message.text)")] : [DiagramLine(.aside, "◀ \(message.text)")]
        case .message(let message):
            let label = message.number.map { "#\($0)" } ?? ""
            return [
                DiagramLine(.words, "\(message.from) ▶ \(message.to)", label: label), DiagramLine(.words, message.text),
            ]
        }
    }

    /// Life lines, with an arrow between two of them.
    private func arrow(_ message: Message, _ text: String) -> String {
        let positions = parties.indices.map { $0 * Self.column + Self.column / 2 }
        let from = SequenceDiagram.place(of: message.from, in: parties)
        let to = SequenceDiagram.place(of: message.to, in: parties)
        guard from != to, let last = positions.last else { return text }
        let left = positions[min(from, to)]
        let right = positions[max(from, to)]
        var cells = Array(repeating: Character(" "), count: last + 1)
        for position in positions { cells[position] = "│" }
        for place in (left + 1)..<right { cells[place] = "─" }
        cells[from < to ? right - 1 : left + 1] = from < to ? "▶" : "◀"
        let room = right - left - 5
        let shown = text.count > room ? "…" + text.suffix(room - 1) : text
        let start = left + 3 + (room - shown.count) / 2
        for (offset, character) in shown.enumerated() { cells[start + offset] = character }
        return String(cells)
    }

    private static func centred(_ text: String) -> String {
        let shown = text.prefix(column)
        let left = (column - shown.count) / 2
        return String(repeating: " ", count: left) + shown
            + String(repeating: " ", count: column - shown.count - left)
    }
}
