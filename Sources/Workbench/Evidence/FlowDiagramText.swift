/// The sequence in the lines of a terminal.
struct FlowDiagramText {
    let sequence: FlowDiagram

    private static let column = 26

    var lines: [ReportAnswer.Line] {
        let heads = FlowDiagram.Party.allCases.map { centred($0.name) }.joined()
        return [.init(.aside, heads)] + sequence.messages.flatMap(lines)
    }

    /// One message under the other, for terminals that have no room for life lines.
    var narrowLines: [ReportAnswer.Line] {
        sequence.messages.flatMap { message -> [ReportAnswer.Line] in
            let label = message.number.map { "#\($0)" } ?? ""
            var lines: [ReportAnswer.Line] = [
                .init(.fact, "\(message.from.name) ▶ \(message.to.name)", label: label), .init(.fact, message.request),
            ]
            if !message.answer.isEmpty {
                lines.append(
                    .init(message.isFailure ? .mark : .aside, (message.isFailure ? "✗ " : "◀ ") + message.answer))
            }
            if let reason = message.reason { lines.append(.init(.aside, "the sandbox's own reason: \(reason)")) }
            return lines
        }
    }

    private func lines(_ message: FlowDiagram.Message) -> [ReportAnswer.Line] {
        let label = message.number.map { "#\($0)" } ?? ""
        var lines = [ReportAnswer.Line(.verbatim, arrow(message.from, message.to, message.request), label: label)]
        if !message.answer.isEmpty {
            lines.append(
                .init(
                    message.isFailure ? .mark : .verbatim,
                    arrow(message.to, message.from, (message.isFailure ? "✗ " : "") + message.answer)))
        }
        if let reason = message.reason { lines.append(.init(.aside, "the sandbox's own reason: \(reason)")) }
        return lines
    }

    /// Life lines, with an arrow between two of them.
    private func arrow(_ from: FlowDiagram.Party, _ to: FlowDiagram.Party, _ text: String) -> String {
        let positions = FlowDiagram.Party.allCases.map { $0.rawValue * Self.column + Self.column / 2 }
        let left = positions[min(from.rawValue, to.rawValue)]
        let right = positions[max(from.rawValue, to.rawValue)]
        var cells = Array(repeating: Character(" "), count: (positions.last ?? 0) + 1)
        for position in positions { cells[position] = "│" }
        for place in (left + 1)..<right { cells[place] = "─" }
        cells[from.rawValue < to.rawValue ? right - 1 : left + 1] = from.rawValue < to.rawValue ? "▶" : "◀"
        let room = right - left - 5
        let shown = text.count > room ? "…" + text.suffix(max(0, room - 1)) : text
        let start = left + 3 + (room - shown.count) / 2
        for (offset, character) in shown.enumerated() { cells[start + offset] = character }
        return String(cells)
    }

    private func centred(_ text: String) -> String {
        let left = (Self.column - text.count) / 2
        return String(repeating: " ", count: left) + text
            + String(repeating: " ", count: Self.column - text.count - left)
    }
}
