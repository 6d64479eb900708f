internal import HTTPMessage

extension SequenceDiagram {
    /// An `svg` element for a page, drawn with the colours of the page's style; nil where fewer than two parties talk.
    ///
    /// Its classes are `sequence`, `life`, `lane`, `host`, `part`, `note`, `call`, `answer` and `bad`.
    public var svgElement: String? {
        let drawing = SequenceDrawing(self)
        guard drawing.layout.columns > 1 else { return nil }
        return """
            <svg class="sequence" role="img" aria-label="Sequence diagram" \(drawing.size)>\(drawing.shapes)</svg>
            """
    }

    /// A picture that stands by itself: an SVG file with its own style.
    public var svgFile: String {
        let drawing = SequenceDrawing(self)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="sequence" role="img" aria-label="Sequence diagram" \
            \(drawing.size)>
            <style>\(SequenceDrawing.style)</style>
            <rect class="paper" width="100%" height="100%"/>
            \(drawing.shapes)
            </svg>

            """
    }
}

/// The shapes of a diagram, from top to bottom.
struct SequenceDrawing {
    let layout: SequenceLayout
    private(set) var shapes = ""
    private var y = SequenceLayout.top

    init(_ diagram: SequenceDiagram) {
        let parties = diagram.activeParties
        layout = SequenceLayout(parties)
        var body = ""
        for row in diagram.rows { body += draw(row) }
        shapes = parties.map(head).joined() + body
    }

    private var height: Int { y + 16 }

    /// The attributes that tell how large it is.
    var size: String {
        "viewBox=\"0 0 \(layout.width) \(height)\" width=\"\(layout.width)\" height=\"\(height)\""
    }

    private func head(_ party: SequenceDiagram.Party) -> String {
        let x = layout.x(party.name)
        let host = party.host.map { "<text class=\"host\" x=\"\(x)\" y=\"36\">\(Markup.escaped($0))</text>" } ?? ""
        return """
            <line class="life" x1="\(x)" x2="\(x)" y1="46" y2="\(height - 8)"/>\
            <rect x="\(x - 84)" y="2" width="168" height="44" rx="9"/>\
            <text class="lane" x="\(x)" y="\(host.isEmpty ? 29 : 21)">\(Markup.escaped(party.name))</text>\(host)
            """
    }

    private mutating func draw(_ row: SequenceDiagram.Row) -> String {
        switch row {
        case .heading(let text):
            y += 34
            return part(text)
        case .remark(let text):
            y += 30
            return part(text)
        case .note(let note):
            y += 20
            let x = layout.x(note.party)
            return
                "<text class=\"note\" x=\"\(x)\" y=\"\(y)\">\(Markup.escaped(SequenceLayout.cut(note.text, to: 90)))</text>"
        case .message(let message):
            y += message.isAnswer ? 23 : 30
            return arrow(message)
        }
    }

    private func part(_ text: String) -> String {
        "<text class=\"part\" x=\"8\" y=\"\(y)\">\(Markup.escaped(SequenceLayout.cut(text, to: 90)))</text>"
    }

    private func arrow(_ message: SequenceDiagram.Message) -> String {
        let start = layout.x(message.from)
        let end = layout.x(message.to)
        let direction = end > start ? 1 : -1
        let tip = end - direction * 2
        let back = tip - direction * 8
        let room = (abs(end - start) - 14) / 8 - message.label.count
        let shown = message.label + SequenceLayout.cutPath(message.text, to: room)
        let style = (message.isAnswer ? "answer" : "call") + (message.isFailure ? " bad" : "")
        return """
            <g class="\(style)"><title>\(Markup.escaped(message.label + message.text))</title>\
            <text x="\((start + end) / 2)" y="\(y - 5)">\(Markup.escaped(shown))</text>\
            <line x1="\(start + direction * 2)" x2="\(back)" y1="\(y)" y2="\(y)"/>\
            <path d="M\(tip) \(y)L\(back) \(y - 4)V\(y + 4)Z"/></g>
            """
    }

    /// The colours of a picture that stands by itself.
    static let style = """
        .paper{fill:#fff}.sequence{font-family:system-ui,sans-serif;font-size:12px}
        text{fill:#1c2430;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:5px;stroke-linejoin:round}
        .lane,.host{stroke:none}.lane{font-weight:bold;font-size:13px}.host{fill:#667085;font-size:11px}
        rect:not(.paper){fill:#f1f3f7;stroke:#e3e7ee}.life{stroke:#94a3b8;stroke-dasharray:3 4}
        .part{text-anchor:start;font-weight:bold;fill:#667085}.note{fill:#c22538;font-style:italic}
        .call line{stroke:#334155}.call path{fill:#334155}
        .answer line{stroke:#15803d;stroke-dasharray:5 4}.answer path,.answer text{fill:#15803d}
        .answer.bad line{stroke:#c22538}.answer.bad path,.answer.bad text{fill:#c22538}
        """
}
