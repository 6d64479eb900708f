internal import Diagnostics
internal import Encodings
internal import ScriptValues

/// Cuts a text into lines of words.
///
/// A line with a mistake in it is left out, and lexing goes on behind it; what is never closed ends the lexing.
struct Lexer {
    let source: ScriptSource
    let bytes: [UInt8]
    var position = 0
    /// How many `{{` are open here.
    var depth = 0
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var isIncomplete = false
    /// Every comment, from its `#` to the line's end, in order.
    private(set) var comments: [Range<Int>] = []

    init(_ source: ScriptSource) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    /// The words of one line, which a `\` may have continued over several.
    struct Line {
        var words: [Word]
        var range: Range<Int>
        /// The comment at its end.
        var comment: Range<Int>?

        /// The word of the language that it begins with, if it does.
        var keyword: Keyword? { words.first?.bareText.flatMap(Keyword.init) }
    }

    /// All lines that have a word.
    mutating func lines() -> [Line] {
        var lines: [Line] = []
        while position < bytes.count {
            do throws(LexicalError) {
                let mistakes = diagnostics.count
                if let line = try line(), diagnostics.count == mistakes { lines.append(line) }
            } catch {
                report(error)
                skipToLineEnd()
            }
        }
        return lines
    }

    /// Notes a mistake behind which the line can be read on.
    mutating func report(_ error: LexicalError) {
        diagnostics.append(error.diagnostic(in: source))
        isIncomplete = isIncomplete || error.isIncomplete
    }

    private mutating func line() throws(LexicalError) -> Line? {
        var words: [Word] = []
        var comment: Range<Int>?
        while true {
            skipSpaces()
            guard let byte = current, byte != .newline else { break }
            if byte == UInt8(ascii: "#") {
                let start = position
                skipToLineEnd()
                comment = start..<position
                comments.append(start..<position)
                break
            }
            words.append(try word(stoppingAt: .line))
        }
        position += 1
        guard let first = words.first, let last = words.last else { return nil }
        return Line(words: words, range: first.range.lowerBound..<last.range.upperBound, comment: comment)
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    func starts(with text: StaticString, at offset: Int = 0) -> Bool {
        text.withUTF8Buffer { bytes[min(position + offset, bytes.count)...].starts(with: $0) }
    }

    mutating func skipSpaces() {
        while let byte = current {
            if byte.isSpace {
                position += 1
            } else if byte == UInt8(ascii: "\\"), let length = lineEndLength(at: position + 1) {
                position += 1 + length
                if position == bytes.count { report(.unfinishedLine(at: position - 1 - length)) }
            } else {
                return
            }
        }
    }

    /// The length of the line end there, if one is there; the text's end is one too.
    func lineEndLength(at position: Int) -> Int? {
        guard position < bytes.count else { return 0 }
        if bytes[position] == .newline { return 1 }
        return bytes[position...].starts(with: [UInt8(ascii: "\r"), .newline]) ? 2 : nil
    }

    private mutating func skipToLineEnd() {
        while let byte = current, byte != .newline { position += 1 }
    }
}

/// A mistake inside a word.
struct LexicalError: Error {
    var code: String
    var message: String
    var range: Range<Int>
    var advice: [String] = []
    /// The text ended too early.
    var isIncomplete = false

    static func unfinishedLine(at position: Int) -> LexicalError {
        LexicalError(
            code: "unfinished-line", message: #"the line goes on behind \, and nothing follows"#,
            range: position..<(position + 1), advice: [#"take the \ off, or put it in quotes"#], isIncomplete: true)
    }

    func diagnostic(in source: ScriptSource) -> Diagnostic {
        Diagnostic(.syntax, code, message, source: source, range: range, advice: advice)
    }
}
