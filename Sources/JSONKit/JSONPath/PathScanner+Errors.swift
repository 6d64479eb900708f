extension PathScanner {
    /// The deepest nesting of brackets, parentheses and function calls that is followed.
    static let depthLimit = 40

    /// An error about the piece that comes next.
    func unexpected(_ expected: String, suggestion: String? = nil) -> JSONPathError {
        let piece = nextPiece
        let found = isAtEnd ? "the query ends" : "found \(Self.quoted(text(piece)))"
        return error(
            "expected \(expected) but \(found)", at: piece, expected: expected,
            suggestion: suggestion ?? habit())
    }

    func error(
        _ message: String, at range: Range<Int>, expected: String, suggestion: String? = nil
    ) -> JSONPathError {
        // People count characters, which may be made of several scalars.
        let offset = text(0..<range.lowerBound).count
        let length = text(0..<range.upperBound).count - offset
        return JSONPathError(
            message: message.safeOnTerminal, offset: offset, length: length, expected: expected,
            suggestion: suggestion?.safeOnTerminal)
    }

    /// Takes an opening bracket or parenthesis.
    mutating func open() throws(JSONPathError) {
        guard depth < Self.depthLimit else {
            throw error(
                "the query nests more than \(Self.depthLimit) levels deep", at: position..<position + 1,
                expected: "at most \(Self.depthLimit) levels")
        }
        depth += 1
        position += 1
    }

    /// Takes the closing bracket or parenthesis if it comes next.
    mutating func close(_ bracket: String) -> Bool {
        guard take(bracket) else { return false }
        depth -= 1
        return true
    }

    /// The word, number or character that comes next.
    private var nextPiece: Range<Int> {
        var end = self
        if end.takeWhile(\.continuesPathName).isEmpty, !end.isAtEnd { end.position += 1 }
        return position..<end.position
    }

    static func quoted(_ piece: String) -> String {
        switch piece {
        case " ": return "a blank"
        case "\n", "\r": return "a line break"
        case "\t": return "a tab"
        case "'": return "a single quote"
        default:
            let scalars = Array(piece.unicodeScalars)
            let shown = scalars.prefix(pieceLimit).map(String.init).joined()
            return "'\(shown)\(scalars.count > pieceLimit ? "…" : "")'"
        }
    }

    private static let pieceLimit = 24
}

extension String {
    /// The text with the numbers of those characters that could command or mislead a terminal.
    fileprivate var safeOnTerminal: String {
        unicodeScalars.map { $0.isUnsafeOnTerminal ? $0.codePoint : String($0) }.joined()
    }
}
