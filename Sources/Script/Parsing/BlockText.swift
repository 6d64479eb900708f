/// The text of a `"""` block.
enum BlockText {
    /// Takes out the first line's end if nothing stands before it, the last line's blanks, and the indentation that all
    /// lines share.
    static func outdented(_ pieces: [Word.Piece]) -> [Word.Piece] {
        var pieces = pieces
        if case .text(let first, let quoted)? = pieces.first {
            let start = first.drop { $0 == " " || $0 == "\t" }
            if start.first?.isNewline == true { pieces[0] = .text(String(start.dropFirst()), quoted: quoted) }
        }
        let closing = trimLastLine(&pieces)
        let indentation = commonIndentation(of: pieces, closing: closing)
        return indentation > 0 ? remove(indentation, from: pieces) : pieces
    }

    /// Cuts the blanks before the closing quotes and the line end before them; returns how many blanks there were.
    private static func trimLastLine(_ pieces: inout [Word.Piece]) -> Int? {
        guard case .text(let last, let quoted)? = pieces.last, let lineEnd = last.lastIndex(where: \.isNewline),
            last[last.index(after: lineEnd)...].allSatisfy({ $0 == " " || $0 == "\t" })
        else { return nil }
        pieces[pieces.count - 1] = .text(String(last[..<lineEnd]), quoted: quoted)
        return last[last.index(after: lineEnd)...].count
    }

    private static func commonIndentation(of pieces: [Word.Piece], closing: Int?) -> Int {
        var smallest = closing ?? Int.max
        forEachLineStart(pieces) { line, isWhole in
            let blanks = line.prefix { $0 == " " || $0 == "\t" }
            if blanks.count < line.count || !isWhole { smallest = min(smallest, blanks.count) }
        }
        return smallest == Int.max ? 0 : smallest
    }

    /// Calls `body` with the text that begins each line, and whether that is the whole line.
    private static func forEachLineStart(_ pieces: [Word.Piece], _ body: (Substring, Bool) -> Void) {
        var atLineStart = true
        for (index, piece) in pieces.enumerated() {
            guard case .text(let text, _) = piece else {
                atLineStart = false
                continue
            }
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for (number, line) in lines.enumerated() where number > 0 || atLineStart {
                body(line, number < lines.count - 1 || index == pieces.count - 1)
            }
            atLineStart = false
        }
    }

    private static func remove(_ indentation: Int, from pieces: [Word.Piece]) -> [Word.Piece] {
        var atLineStart = true
        return pieces.map { piece in
            defer { atLineStart = false }
            guard case .text(let text, let quoted) = piece else { return piece }
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let outdented = lines.enumerated().map { number, line in
                number > 0 || atLineStart
                    ? line.dropFirst(min(indentation, line.prefix { $0 == " " || $0 == "\t" }.count)) : line
            }
            return .text(outdented.joined(separator: "\n"), quoted: quoted)
        }
    }
}
