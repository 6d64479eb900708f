/// A prompt in the form that Editline wants.
struct PromptText {
    /// Stands around what takes no column; it is never shown.
    static let literal: Unicode.Scalar = "\u{1}"

    /// Whole lines above the line that is edited, which Editline cannot draw.
    let above: String
    /// The last line, with its colour sequences marked as literal.
    let scalars: [Unicode.Scalar]
    /// The last line without colour, to know how much room it takes.
    let visible: [Unicode.Scalar]

    init(_ prompt: String, _ standIns: StandIns) {
        let lines = prompt.split(separator: "\n", omittingEmptySubsequences: false)
        above = lines.dropLast().map { $0 + "\n" }.joined()
        var marked: [Unicode.Scalar] = []
        var plain: [Unicode.Scalar] = []
        var pending = ""
        for piece in StyledText(lines.last ?? "") {
            switch piece {
            case .style(let sequence): pending += sequence
            case .character(let character):
                marked += Self.literal(pending)
                pending = ""
                let shown = standIns.encode(String(character).sanitizedForOneLine())
                marked += shown
                plain += shown
            }
        }
        // Editline ties a literal to the character after it and drops one that ends the prompt.
        if !pending.isEmpty {
            marked += Self.literal(pending) + [" "]
            plain.append(" ")
        }
        scalars = marked
        visible = plain
    }

    private static func literal(_ sequence: String) -> [Unicode.Scalar] {
        sequence.isEmpty ? [] : [literal] + sequence.unicodeScalars + [literal]
    }
}
