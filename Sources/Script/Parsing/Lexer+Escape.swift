internal import Encodings

extension Lexer {
    /// Reads an escape of `"…"`, at its `\`, and reports one that is none.
    mutating func escape() -> [UInt8] {
        let start = position
        position += 1
        if let length = lineEndLength(at: position) {
            position += length
            return []
        }
        guard let byte = current else { return [] }
        if byte == UInt8(ascii: "u") { return unicodeEscape(from: start) }
        position += 1
        if let meant = Self.escapes[byte] { return [meant] }
        while let byte = current, byte.continuesCharacter { position += 1 }
        report(
            LexicalError(
                code: "unknown-escape",
                message: "\(String(decoding: bytes[start..<position], as: UTF8.self)) is no escape",
                range: start..<position,
                advice: [##"use \n \r \t \e \0 \" \' \\ \{ \} \$ \# or \u{1F511}; text in '…' is taken as it is"##]))
        return []
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): .newline, UInt8(ascii: "r"): UInt8(ascii: "\r"), UInt8(ascii: "t"): UInt8(ascii: "\t"),
        UInt8(ascii: "e"): 0x1B, UInt8(ascii: "0"): 0,
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
        UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "{"): UInt8(ascii: "{"),
        UInt8(ascii: "}"): UInt8(ascii: "}"), UInt8(ascii: "$"): UInt8(ascii: "$"),
        UInt8(ascii: "#"): UInt8(ascii: "#"),
    ]

    /// `\u{…}`, or `\uXXXX` as JSON has it, where two may make a surrogate pair.
    private mutating func unicodeEscape(from start: Int) -> [UInt8] {
        position += 1
        let value = current == UInt8(ascii: "{") ? bracedNumber() : fourDigits().map { withLowSurrogate($0) }
        guard let scalar = value.flatMap(Unicode.Scalar.init) else {
            report(
                LexicalError(
                    code: "unicode-escape", message: "this is no Unicode character", range: start..<position,
                    advice: [#"write \u{…} with the character's number in hexadecimal"#]))
            return []
        }
        return Array(String(scalar).utf8)
    }

    private mutating func bracedNumber() -> UInt32? {
        position += 1
        let number = hexNumber(digits: 8)
        guard current == UInt8(ascii: "}") else { return nil }
        position += 1
        return number
    }

    private mutating func fourDigits() -> UInt32? {
        let start = position
        let number = hexNumber(digits: 4)
        return position - start == 4 ? number : nil
    }

    private mutating func hexNumber(digits count: Int) -> UInt32? {
        let digits = bytes[position...].prefix(count).prefix { $0.isHexDigit }
        position = digits.endIndex
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// The character of a surrogate pair, if this is its first half and the second follows (RFC 8259 §7).
    private mutating func withLowSurrogate(_ high: UInt32) -> UInt32 {
        let start = position
        guard (0xD800..<0xDC00).contains(high), starts(with: "\\u") else { return high }
        position += 2
        guard let low = fourDigits(), (0xDC00..<0xE000).contains(low) else {
            position = start
            return high
        }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
}

extension UInt8 {
    /// Whether it is a UTF-8 byte after a character's first.
    var continuesCharacter: Bool { self & 0xC0 == 0x80 }
}
