extension SequenceDiagram {
    /// The diagram in the language of Mermaid (`sequenceDiagram`).
    public var mermaid: String {
        let names = parties.enumerated().map { "    participant P\($0) as \(SequenceDiagram.plain($1.name))" }
        return (["sequenceDiagram"] + names + rows.map(mermaidLine)).joined(separator: "\n") + "\n"
    }

    private func mermaidLine(_ row: Row) -> String {
        switch row {
        case .heading(let text), .remark(let text):
            let last = parties.isEmpty ? "" : ",P\(parties.count - 1)"
            return "    Note over P0\(last): \(SequenceDiagram.plain(text))"
        case .note(let note): return "    Note right of \(participant(note.party)): \(SequenceDiagram.plain(note.text))"
        case .message(let message):
            let arrow = message.isFailure ? "-x" : message.isAnswer ? "-->>" : "->>"
            return "    \(participant(message.from))\(arrow)\(participant(message.to)): "
                + message.label + SequenceDiagram.plain(message.text)
        }
    }

    private func participant(_ name: String) -> String { "P\(SequenceDiagram.place(of: name, in: parties))" }

    /// What ends a line or a statement in Mermaid becomes a space.
    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { ";#\n\r".unicodeScalars.contains($0) ? " " : $0 }))
    }
}
