/// The diagram as SVG, drawn with the colours of the page around it.
extension SequenceDiagram {
    /// Nil where nobody talked.
    var svg: String? {
        guard !rows.isEmpty, lanes.count > 1 else { return nil }
        let layout = SequenceLayout(lanes)
        var y = SequenceLayout.top
        var body = ""
        for row in rows { body += draw(row, layout, &y) }
        let height = y + 16
        return """
            <svg class="sequence" role="img" aria-label="Sequence diagram" viewBox="0 0 \(layout.width) \(height)" \
            width="\(layout.width)" height="\(height)">\(heads(layout, height))\(body)</svg>
            """
    }

    private func heads(_ layout: SequenceLayout, _ height: Int) -> String {
        lanes.map { lane in
            let x = layout.x(lane)
            let host = hosts[lane].map { "<text class=\"host\" x=\"\(x)\" y=\"36\">\(Markup.escaped($0))</text>" } ?? ""
            return """
                <line class="life" x1="\(x)" x2="\(x)" y1="46" y2="\(height - 8)"/>\
                <rect x="\(x - 84)" y="2" width="168" height="44" rx="9"/>\
                <text class="lane" x="\(x)" y="\(host.isEmpty ? 29 : 21)">\(lane.title)</text>\(host)
                """
        }.joined()
    }

    private func draw(_ row: Row, _ layout: SequenceLayout, _ y: inout Int) -> String {
        switch row {
        case .step(let title):
            y += 34
            return "<text class=\"part\" x=\"8\" y=\"\(y)\">\(Markup.escaped(SequenceLayout.cut(title, to: 90)))</text>"
        case .remark(let text):
            y += 30
            return "<text class=\"part\" x=\"8\" y=\"\(y)\">\(Markup.escaped(text))</text>"
        case .message(let from, let to, let text, let isAnswer, let isBad):
            y += isAnswer ? 23 : 30
            return arrow(layout.x(from), layout.x(to), text, y, (isAnswer ? "answer" : "call") + (isBad ? " bad" : ""))
        }
    }

    private func arrow(_ start: Int, _ end: Int, _ text: String, _ y: Int, _ style: String) -> String {
        let direction = end > start ? 1 : -1
        let tip = end - direction * 2
        let back = tip - direction * 8
        let shown = SequenceLayout.cutPath(text, to: (abs(end - start) - 14) / 8)
        return """
            <g class="\(style)"><title>\(Markup.escaped(text))</title>\
            <text x="\((start + end) / 2)" y="\(y - 5)">\(Markup.escaped(shown))</text>\
            <line x1="\(start + direction * 2)" x2="\(back)" y1="\(y)" y2="\(y)"/>\
            <path d="M\(tip) \(y)L\(back) \(y - 4)V\(y + 4)Z"/></g>
            """
    }
}

/// Where the lanes stand.
struct SequenceLayout {
    static let top = 52
    private static let margin = 96
    private static let gap = 236
    private let order: [SequenceDiagram.Lane]

    init(_ lanes: [SequenceDiagram.Lane]) { order = lanes }

    var width: Int { 2 * SequenceLayout.margin + (order.count - 1) * SequenceLayout.gap }

    func x(_ lane: SequenceDiagram.Lane) -> Int {
        SequenceLayout.margin + (order.firstIndex(of: lane) ?? 0) * SequenceLayout.gap
    }

    /// Of a call the end of its path says most: `POST …/oauth/token`.
    static func cutPath(_ text: String, to count: Int) -> String {
        guard text.count > count, let blank = text.firstIndex(of: " ") else { return cut(text, to: count) }
        let head = text[...blank]
        let tail = text.suffix(max(1, count - head.count - 1))
        let path = tail.firstIndex(of: "/").map { tail[$0...] } ?? tail
        return "\(head)…\(path)"
    }

    static func cut(_ text: String, to count: Int) -> String {
        text.count > count ? text.prefix(max(1, count - 1)) + "…" : text
    }
}
