internal import Encodings

/// The lines of a `"""` block as they are read.
///
/// The indentation is that of the source's lines: what an escape or a reference puts at a line's start stays.
struct BlockText {
    /// What the current line has behind its blanks.
    var content = PieceCollector()
    private var blanks: ArraySlice<UInt8>
    private var lines: [Line] = []

    private struct Line {
        var blanks: ArraySlice<UInt8>
        var pieces: [Word.Piece]
        var isSpace: Bool { pieces.isEmpty }
    }

    init(firstBlanks: ArraySlice<UInt8>) { blanks = firstBlanks }

    mutating func beginLine(blanks: ArraySlice<UInt8>) {
        endLine()
        self.blanks = blanks
    }

    /// The text without the lines of the quotes, if they are blank, and without the indentation that all lines share.
    mutating func pieces() -> [Word.Piece] {
        endLine()
        let indentation = sharedIndentation
        for index in lines.indices.dropFirst() { lines[index].blanks = lines[index].blanks.dropFirst(indentation) }
        var kept = lines[...]
        if lines.count > 1, kept.first?.isSpace == true { kept.removeFirst() }
        if lines.count > 1, kept.last?.isSpace == true { kept.removeLast() }
        return joined(kept)
    }

    private mutating func endLine() {
        lines.append(Line(blanks: blanks, pieces: content.finished()))
        content = PieceCollector()
    }

    /// The least indentation of a line with text, or of the closing quotes; the opening quotes' line begins elsewhere.
    private var sharedIndentation: Int {
        let counted = lines.indices.dropFirst().filter { !lines[$0].isSpace || $0 == lines.count - 1 }
        return counted.map { lines[$0].blanks.count }.min() ?? 0
    }

    private func joined(_ lines: ArraySlice<Line>) -> [Word.Piece] {
        var text = PieceCollector()
        text.beginQuote()
        for (number, line) in lines.enumerated() {
            if number > 0 { text.add(.newline, quoted: true) }
            text.add(line.blanks, quoted: true)
            for piece in line.pieces {
                switch piece {
                case .text(let part, let quoted): text.add(part.utf8, quoted: quoted)
                case .reference(let reference): text.add(reference)
                }
            }
        }
        return text.finished()
    }
}
