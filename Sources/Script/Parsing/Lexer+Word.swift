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
        if byte.isBlank || byte == .newline || byte == UInt8(ascii: "|") { return true }
        if starts(with: "\\\n") || starts(with: "\\\r\n") { return true }
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
            pieces.add(try escape(), quoted: true)
        } else if starts(with: "{{") {
            pieces.add(try reference())
        } else {
            pieces.add(byte, quoted: true)
            position += 1
        }
    }

    /// `"""…"""`, the lines between without the indentation that they share.
    private mutating func block(into pieces: inout PieceCollector) throws(LexicalError) {
        let start = position
        position += 3
        pieces.beginQuote()
        var content = PieceCollector()
        content.beginQuote()
        while let byte = current {
            if starts(with: "\"\"\"") {
                position += 3
                pieces.add(BlockText.outdented(content.finished()))
                return
            }
            try quotedPiece(byte, into: &content)
        }
        throw unclosed("\"\"\"", from: start)
    }

    /// A JSONPath: blanks, quotes, `|` and `#` inside its brackets belong to it.
    private mutating func path(stoppingAt surroundings: Surroundings) throws(LexicalError) -> Word {
        let start = position
        var pieces = PieceCollector()
        var depth = 0
        while let byte = current, depth > 0 || !isWordEnd(byte, surroundings) {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
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
        if depth > 0 { throw unclosed("[", from: start) }
        return Word(kind: .path, pieces: pieces.finished(), range: start..<position)
    }

    /// A string inside a JSONPath's brackets, kept with its quotes and escapes.
    private mutating func pathString(_ quote: UInt8, into pieces: inout PieceCollector) throws(LexicalError) {
        let start = position
        pieces.add(quote, quoted: false)
        position += 1
        while let byte = current {
            if starts(with: "{{") {
                pieces.add(try reference())
                continue
            }
            pieces.add(byte, quoted: false)
            position += 1
            if byte == quote { return }
            if byte == UInt8(ascii: "\\"), let next = current {
                pieces.add(next, quoted: false)
                position += 1
            }
        }
        throw unclosed(quote == UInt8(ascii: "'") ? "'" : "\"", from: start)
    }

    func unclosed(_ mark: String, from start: Int) -> LexicalError {
        LexicalError(
            code: "unclosed-quote", message: "\(mark) is opened here and never closed",
            range: start..<(start + mark.utf8.count), advice: ["close it with \(mark == "[" ? "]" : mark)"],
            isIncomplete: true)
    }
}

/// Gathers the bytes of a word into as few pieces as there are.
struct PieceCollector {
    private var pieces: [Word.Piece] = []
    private var bytes: [UInt8] = []
    private var isQuoted = false

    /// Opens a quote, so that an empty one leaves an empty piece.
    mutating func beginQuote() {
        if !isQuoted { flush() }
        isQuoted = true
    }

    mutating func add(_ byte: UInt8, quoted: Bool) {
        if quoted != isQuoted { flush() }
        isQuoted = quoted
        bytes.append(byte)
    }

    mutating func add(_ text: String, quoted: Bool) {
        for byte in text.utf8 { add(byte, quoted: quoted) }
    }

    mutating func add(_ reference: Reference) {
        if !bytes.isEmpty { flush() }
        isQuoted = false
        pieces.append(.reference(reference))
    }

    mutating func add(_ more: [Word.Piece]) {
        flush()
        isQuoted = false
        pieces += more
    }

    mutating func finished() -> [Word.Piece] {
        flush()
        return pieces
    }

    private mutating func flush() {
        if isQuoted || !bytes.isEmpty {
            pieces.append(.text(String(decoding: bytes, as: UTF8.self), quoted: isQuoted))
        }
        bytes = []
        isQuoted = false
    }
}
