/// The sequence for other programs.
enum FlowDiagramFiles {
    /// A Mermaid sequence diagram.
    static func mermaid(_ sequence: FlowDiagram) -> String {
        let names = FlowDiagram.Party.allCases.map { "    participant P\($0.rawValue) as \($0.name)" }
        let arrows = sequence.messages.flatMap { message -> [String] in
            let label = message.number.map { "#\($0) " } ?? ""
            var lines = ["    P\(message.from.rawValue)->>P\(message.to.rawValue): \(label)\(plain(message.request))"]
            if !message.answer.isEmpty {
                lines.append(
                    "    P\(message.to.rawValue)-\(message.isFailure ? "x" : "->>")P\(message.from.rawValue): \(plain(message.answer))"
                )
            }
            if let reason = message.reason {
                lines.append("    Note right of P\(message.to.rawValue): \(plain(reason))")
            }
            return lines
        }
        return (["sequenceDiagram"] + names + arrows).joined(separator: "\n") + "\n"
    }

    /// What ends a line or a statement in Mermaid becomes a blank.
    private static func plain(_ text: String) -> String {
        String(text.map { ";#\n\r".contains($0) ? " " : $0 })
    }

    static func svg(_ sequence: FlowDiagram) -> String {
        let width = 220
        let positions = FlowDiagram.Party.allCases.map { $0.rawValue * width + width / 2 }
        var y = 60
        var shapes: [String] = []
        for message in sequence.messages {
            let label = message.number.map { "#\($0) " } ?? ""
            shapes.append(
                arrow(
                    positions[message.from.rawValue], positions[message.to.rawValue], y, label + message.request,
                    "#334155"))
            y += 30
            if !message.answer.isEmpty {
                shapes.append(
                    arrow(
                        positions[message.to.rawValue], positions[message.from.rawValue], y, message.answer,
                        message.isFailure ? "#b91c1c" : "#15803d"))
                y += 30
            }
            if let reason = message.reason {
                shapes.append(
                    "<text x=\"\(positions[2])\" y=\"\(y)\" fill=\"#b91c1c\" font-style=\"italic\">\(escaped(reason))</text>"
                )
                y += 24
            }
        }
        let lines = positions.map { "<line x1=\"\($0)\" y1=\"40\" x2=\"\($0)\" y2=\"\(y)\" stroke=\"#94a3b8\"/>" }
        let names = FlowDiagram.Party.allCases.map {
            "<text x=\"\(positions[$0.rawValue])\" y=\"26\" text-anchor=\"middle\" font-weight=\"bold\">\($0.name)</text>"
        }
        let size = "width=\"\(width * 4)\" height=\"\(y + 20)\""
        return """
            <svg xmlns="http://www.w3.org/2000/svg" \(size) font-family="sans-serif" font-size="12">
            <rect \(size) fill="white"/>
            \((lines + names + shapes).joined(separator: "\n"))
            </svg>

            """
    }

    private static func arrow(_ from: Int, _ to: Int, _ y: Int, _ text: String, _ colour: String) -> String {
        let head = to > from ? to - 7 : to + 7
        return "<line x1=\"\(from)\" y1=\"\(y)\" x2=\"\(to)\" y2=\"\(y)\" stroke=\"\(colour)\"/>"
            + "<polygon points=\"\(to),\(y) \(head),\(y - 4) \(head),\(y + 4)\" fill=\"\(colour)\"/>"
            + "<text x=\"\((from + to) / 2)\" y=\"\(y - 4)\" text-anchor=\"middle\" fill=\"\(colour)\">\(escaped(text))</text>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
            "\"", with: "&quot;")
    }
}
