/// Cuts a text into lines of words.
///
/// A word that is not well formed costs its line and one diagnostic; lexing goes on with the next line.
struct Lexer {
    let source: ScriptSource
    let bytes: [UInt8]
    var position = 0
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var isIncomplete = false

    init(_ source: ScriptSource) {
        self.source = source
        bytes = Array(source.text.utf8)
    }

    /// The words of one line, which a `\` may have continued over several.
    struct Line {
        var words: [Word]
        var range: Range<Int>
    }

    /// All lines that have a word.
    mutating func lines() -> [Line] {
        var lines: [Line] = []
        while position < bytes.count {
            do throws(LexicalError) {
                if let line = try line() { lines.append(line) }
            } catch {
                diagnostics.append(error.diagnostic(in: source))
                isIncomplete = isIncomplete || error.isIncomplete
                skipToLineEnd()
            }
        }
        return lines
    }

    private mutating func line() throws(LexicalError) -> Line? {
        var words: [Word] = []
        while true {
            skipBlanks()
            guard let byte = current, byte != .newline else { break }
            if byte == UInt8(ascii: "#") {
                skipToLineEnd()
                break
            }
            words.append(try word(stoppingAt: .line))
        }
        position += 1
        guard let first = words.first, let last = words.last else { return nil }
        return Line(words: words, range: first.range.lowerBound..<last.range.upperBound)
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    func starts(with text: StaticString, at offset: Int = 0) -> Bool {
        text.withUTF8Buffer { bytes[min(position + offset, bytes.count)...].starts(with: $0) }
    }

    mutating func skipBlanks() {
        while let byte = current {
            if byte.isBlank {
                position += 1
            } else if let length = continuationLength {
                position += length
            } else {
                return
            }
        }
    }

    /// The length of a `\` that ends its line, and of that end.
    private var continuationLength: Int? {
        if starts(with: "\\\n") { return 2 }
        return starts(with: "\\\r\n") ? 3 : nil
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

    func diagnostic(in source: ScriptSource) -> Diagnostic {
        Diagnostic(.syntax, code, message, source: source, range: range, advice: advice)
    }
}

extension UInt8 {
    /// Space, tab, carriage return.
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r") }
}
