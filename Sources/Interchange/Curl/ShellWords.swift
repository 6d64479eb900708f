/// The words of a command line as bash splits it: quotes, `$'…'`, escapes, continued lines. Nothing is expanded.
enum ShellWords {
    static func split(_ text: String) throws(InterchangeError) -> [String] {
        var reader = ShellReader(text)
        return try reader.words()
    }
}

private struct ShellReader {
    private let characters: [Character]
    private var position = 0
    private var word: String?

    init(_ text: String) { characters = Array(text.replacing("\r\n", with: "\n")) }

    mutating func words() throws(InterchangeError) -> [String] {
        var words: [String] = []
        while let character = next() {
            switch character {
            case " ", "\t": finish(&words)
            case "\n", ";", "|", "&":
                finish(&words)
                if !words.isEmpty { return words }
            case "#" where word == nil: skipLine()
            case "\\": escape()
            case "'": add(try quoted(until: "'"))
            case "\"": add(try doubleQuoted())
            case "$" where peek == "'":
                position += 1
                add(try dollarQuoted())
            case "$" where peek == "\"": continue
            default: add(String(character))
            }
        }
        finish(&words)
        return words
    }

    private var peek: Character? { position < characters.count ? characters[position] : nil }

    private mutating func next() -> Character? {
        guard let character = peek else { return nil }
        position += 1
        return character
    }

    private mutating func add(_ text: String) { word = (word ?? "") + text }

    private mutating func finish(_ words: inout [String]) {
        if let word { words.append(word) }
        word = nil
    }

    private mutating func skipLine() {
        while let character = peek, character != "\n" { position += character == "\n" ? 0 : 1 }
    }

    private mutating func escape() {
        guard let character = next(), character != "\n" else { return }
        add(String(character))
    }

    private mutating func quoted(until end: Character) throws(InterchangeError) -> String {
        let start = position
        while let character = next() { if character == end { return String(characters[start..<(position - 1)]) } }
        throw unfinished(end)
    }

    private mutating func doubleQuoted() throws(InterchangeError) -> String {
        var text = ""
        while let character = next() {
            if character == "\"" { return text }
            guard character == "\\", let escaped = peek else {
                text.append(character)
                continue
            }
            position += 1
            if escaped == "\n" { continue }
            text += "\"\\$`".contains(escaped) ? String(escaped) : "\\\(escaped)"
        }
        throw unfinished("\"")
    }

    /// `$'…'` with the escapes of ANSI C.
    private mutating func dollarQuoted() throws(InterchangeError) -> String {
        var bytes: [UInt8] = []
        while let character = next() {
            if character == "'" { return String(decoding: bytes, as: UTF8.self) }
            guard character == "\\", let escaped = next() else {
                bytes += Array(String(character).utf8)
                continue
            }
            bytes += ansiEscape(escaped)
        }
        throw unfinished("'")
    }

    private static let simple: [Character: UInt8] = [
        "n": 10, "r": 13, "t": 9, "a": 7, "b": 8, "f": 12, "v": 11, "e": 27, "E": 27, "\\": 92, "'": 39, "\"": 34,
        "?": 63,
    ]

    private mutating func ansiEscape(_ escaped: Character) -> [UInt8] {
        if let byte = ShellReader.simple[escaped] { return [byte] }
        switch escaped {
        case "x": return number(digits: 2, radix: 16).map { [UInt8(truncatingIfNeeded: $0)] } ?? Array("\\x".utf8)
        case "u", "U":
            let scalar = number(digits: escaped == "u" ? 4 : 8, radix: 16).flatMap(Unicode.Scalar.init)
            return scalar.map { Array(String($0).utf8) } ?? Array("\u{FFFD}".utf8)
        case "0"..."7":
            position -= 1
            return number(digits: 3, radix: 8).map { [UInt8(truncatingIfNeeded: $0)] } ?? []
        default: return Array("\\\(escaped)".utf8)
        }
    }

    private mutating func number(digits: Int, radix: Int) -> UInt32? {
        var text = ""
        while text.count < digits, let digit = peek, digit.isASCII, Int(String(digit), radix: radix) != nil {
            text.append(digit)
            position += 1
        }
        return UInt32(text, radix: radix)
    }

    private func unfinished(_ quote: Character) -> InterchangeError {
        InterchangeError(
            "curl-quote", "the command line ends inside \(quote)…\(quote)",
            advice: ["copy all of it", "put it in a file, and give its name: import curl FILE"])
    }
}
