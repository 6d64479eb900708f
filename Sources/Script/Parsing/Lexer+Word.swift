internal import Encodings
internal import ScriptValues

extension Lexer {
    /// Where a word ends besides at blanks.
    enum Surroundings {
        /// At the line's end.
        case line
        /// At `}}`, inside a reference.
        case reference
    }

    /// Reads the word that starts here; the position is at neither a blank nor an end.
    mutating func word(stoppingAt surroundings: Surroundings) throws(LexicalError) -> Word {
        let start = position
        if current == UInt8(ascii: "|") {
            position += 1
            return Word(kind: .pipe, pieces: [.text("|", quoted: false)], range: start..<position)
        }
        if current == UInt8(ascii: "$") { return try path(stoppingAt: surroundings) }
        var pieces = PieceCollector()
        while let byte = current, !isWordEnd(byte, surroundings) {
            try piece(startingWith: byte, into: &pieces)
        }
        return Word(kind: .plain, pieces: pieces.finished(), range: start..<position)
    }

    private func isWordEnd(_ byte: UInt8, _ surroundings: Surroundings) -> Bool {
        if byte.isSpace || byte == .newline || byte == UInt8(ascii: "|") { return true }
        if byte == UInt8(ascii: "\\"), lineEndLength(at: position + 1) != nil { return true }
        return surroundings == .reference && starts(with: "}}")
    }

    private mutating func piece(startingWith byte: UInt8, into pieces: inout PieceCollector) throws(LexicalError) {
        switch byte {
        case UInt8(ascii: "\""):
            if starts(with: "\"\"\"") { try block(into: &pieces) } else { try quoted(into: &pieces) }
        case UInt8(ascii: "'"): try literal(into: &pieces)
        case UInt8(ascii: "{") where starts(with: "{{"): pieces.add(try reference())
        default:
            pieces.add(byte, quoted: false)
            position += 1
        }
    }

    /// `'…'`, taken as it is.
    private mutating func literal(into pieces: inout PieceCollector) throws(LexicalError) {
        let start = position
        position += 1
        pieces.beginQuote()
        while let byte = current {
            position += 1
            if byte == UInt8(ascii: "'") { return }
            pieces.add(byte, quoted: true)
        }
        throw unclosed("'", from: start)
    }

    /// `"…"`, with escapes and references.
    private mutating func quoted(into pieces: inout PieceCollector) throws(LexicalError) {
        let start = position
        position += 1
        pieces.beginQuote()
        while let byte = current {
            if byte == UInt8(ascii: "\"") {
                position += 1
                return
            }
            try quotedPiece(byte, into: &pieces)
        }
        throw unclosed("\"", from: start)
    }

    private mutating func quotedPiece(_ byte: UInt8, into pieces: inout PieceCollector) throws(LexicalError) {
        if byte == UInt8(ascii: "\\") {
            pieces.add(escape(), quoted: true)
        } else if starts(with: "{{") {
            pieces.add(try quotedReference())
        } else {
            pieces.add(byte, quoted: true)
            position += 1
        }
    }

    /// A reference inside quotes: without its `}}` it would take the closing quote for an opening one.
    private mutating func quotedReference() throws(LexicalError) -> Reference {
        let start = position
        do throws(LexicalError) {
            return try reference()
        } catch {
            throw error.isIncomplete ? unclosed("{{", from: start, end: "}}") : error
        }
    }

    /// `"""…"""`, the lines between without the indentation that they share.
    private mutating func block(into pieces: inout PieceCollector) throws(LexicalError) {
        let start = position
        position += 3
        var text = BlockText(firstBlanks: blanks())
        while let byte = current {
            if starts(with: "\"\"\"") {
                position += 3
                pieces.add(text.pieces())
                return
            }
            if let length = lineEndLength(at: position) {
                position += length
                text.beginLine(blanks: blanks())
            } else {
                try quotedPiece(byte, into: &text.content)
            }
        }
        throw unclosed("\"\"\"", from: start)
    }

    /// The spaces and tabs that stand here.
    private mutating func blanks() -> ArraySlice<UInt8> {
        let blanks = bytes[position...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        position = blanks.endIndex
        return blanks
    }

    /// A JSONPath: blanks, quotes, `|` and `#` inside its brackets belong to it, but no line end.
    private mutating func path(stoppingAt surroundings: Surroundings) throws(LexicalError) -> Word {
        let start = position
        var pieces = PieceCollector()
        var depth = 0
        var opening = start
        while let byte = current, byte != .newline, depth > 0 || !isWordEnd(byte, surroundings) {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("):
                if depth == 0 { opening = position }
                depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"): depth = max(0, depth - 1)
            case UInt8(ascii: "{") where starts(with: "{{"):
                pieces.add(try reference())
                continue
            case UInt8(ascii: "'") where depth > 0, UInt8(ascii: "\"") where depth > 0:
                try pathString(byte, into: &pieces)
                continue
            default: break
            }
            pieces.add(byte, quoted: false)
            position += 1
        }
        if depth > 0 { throw unclosedInPath(at: opening) }
        return Word(kind: .path, pieces: pieces.finished(), range: start..<position)
    }

    /// A string inside a JSONPath's brackets, kept with its quotes and escapes.
    private mutating func pathString(_ quote: UInt8, into pieces: inout PieceCollector) throws(LexicalError) {
        let start = position
        pieces.add(quote, quoted: false)
        position += 1
        while let byte = current, byte != .newline {
            if starts(with: "{{") {
                pieces.add(try reference())
                continue
            }
            pieces.add(byte, quoted: false)
            position += 1
            if byte == quote { return }
            if byte == UInt8(ascii: "\\"), let next = current, next != .newline {
                pieces.add(next, quoted: false)
                position += 1
            }
        }
        throw unclosedInPath(at: start)
    }

    /// What is opened in a JSONPath must be closed on the same line.
    private func unclosedInPath(at start: Int) -> LexicalError {
        let mark = String(decoding: bytes[start...start], as: UTF8.self)
        let end = ["[": "]", "(": ")"][mark] ?? mark
        return LexicalError(
            code: "unclosed-path", message: "\(mark) in the JSONPath is not closed on its line",
            range: start..<(start + 1), advice: ["close it with \(end)"])
    }

    func unclosed(_ mark: String, from start: Int, end: String? = nil) -> LexicalError {
        LexicalError(
            code: "unclosed-quote", message: "\(mark) is opened here and never closed",
            range: start..<(start + mark.utf8.count), advice: ["close it with \(end ?? mark)"], isIncomplete: true)
    }
}
