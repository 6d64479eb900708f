extension Lexer {
    /// Reads an escape of `"…"`, at its `\`.
    mutating func escape() throws(LexicalError) -> String {
        let start = position
        position += 1
        guard let byte = current else { throw unclosed("\"", from: start) }
        if byte == .newline {
            position += 1
            return ""
        }
        if byte == UInt8(ascii: "u") { return try unicodeEscape(from: start) }
        guard let text = Self.escapes[byte] else {
            let scalar = String(decoding: [byte], as: UTF8.self)
            throw LexicalError(
                code: "unknown-escape", message: "\\\(scalar) is no escape", range: start..<(position + 1),
                advice: [#"use \n \r \t \e \0 \" \\ \{ or \u{1F511}; text in '…' is taken as it is"#])
        }
        position += 1
        return text
    }

    private static let escapes: [UInt8: String] = [
        UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t", UInt8(ascii: "e"): "\u{1b}",
        UInt8(ascii: "0"): "\0", UInt8(ascii: "\""): "\"", UInt8(ascii: "'"): "'", UInt8(ascii: "\\"): "\\",
        UInt8(ascii: "{"): "{", UInt8(ascii: "}"): "}", UInt8(ascii: "$"): "$", UInt8(ascii: "#"): "#",
    ]

    /// `\u{…}`, or `\uXXXX` as JSON has it.
    private mutating func unicodeEscape(from start: Int) throws(LexicalError) -> String {
        position += 1
        let isBraced = current == UInt8(ascii: "{")
        if isBraced { position += 1 }
        let digits = bytes[position...].prefix(isBraced ? 8 : 4).prefix { $0.isHexDigit }
        position += digits.count
        let isClosed = isBraced ? current == UInt8(ascii: "}") : digits.count == 4
        guard isClosed, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else {
            throw LexicalError(
                code: "unicode-escape", message: "this is no Unicode character",
                range: start..<max(position, start + 2),
                advice: [#"write \u{…} with the character's number in hexadecimal"#])
        }
        if isBraced { position += 1 }
        return String(scalar)
    }
}

extension UInt8 {
    var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
