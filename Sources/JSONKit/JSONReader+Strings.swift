extension JSONReader {
    /// A string in quotes.
    mutating func string() throws(JSONError) -> String {
        let start = position
        var text: [UInt8] = []
        position += 1
        while let byte = next, byte != UInt8(ascii: "\"") {
            switch byte {
            case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
            case 0..<0x20: throw control(byte)
            default: text.append(contentsOf: try character())
            }
        }
        guard next != nil else {
            throw error(.endOfInput, "the string that begins here has no closing quote", at: start)
        }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    private func control(_ byte: UInt8) -> JSONError {
        let name =
            switch byte {
            case UInt8(ascii: "\n"): "a line break in a string must be written \\n"
            case UInt8(ascii: "\r"): "a carriage return in a string must be written \\r"
            case UInt8(ascii: "\t"): "a tab in a string must be written \\t"
            default: "the control character \(Unicode.Scalar(byte).codePoint) in a string must be written as an escape"
            }
        return error(.syntax, name, at: position)
    }

    /// The bytes of one character of UTF-8.
    private mutating func character() throws(JSONError) -> Slice<UnsafeBufferPointer<UInt8>> {
        let end = min(position + bytes[position].lengthOfUTF8, bytes.count)
        let character = bytes[position..<end]
        guard String(validating: character, as: UTF8.self) != nil else { throw notUTF8() }
        position = end
        return character
    }

    func notUTF8() -> JSONError {
        let byte = String(bytes[position], radix: 16, uppercase: true)
        return error(.invalidUTF8, "the byte 0x\(byte) begins no character of UTF-8", at: position)
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let letter = next else { throw unexpected("an escaped character after '\\'") }
        if letter == UInt8(ascii: "u") { return try unicodeEscape(from: start) }
        guard let scalar = Self.escapes[letter] else {
            let found = found
            throw error(
                .syntax, "a backslash cannot be followed by \(found); a backslash itself is written \\\\", at: start)
        }
        position += 1
        return scalar
    }

    private static let escapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r",
        UInt8(ascii: "t"): "\t", UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\", UInt8(ascii: "\""): "\"",
    ]

    /// `uXXXX`, with the other half if it is half of a surrogate pair.
    private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if UTF16.isLeadSurrogate(first), bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            position += 1
            let second = try hexadecimal()
            if UTF16.isTrailSurrogate(second) { return UTF16.decode(UTF16.EncodedScalar([first, second])) }
        }
        let escape = String(decoding: bytes[start..<start + 6], as: UTF8.self)
        throw error(.syntax, "\(escape) is half of a surrogate pair, and the other half is missing", at: start)
    }

    /// `u` and four digits.
    private mutating func hexadecimal() throws(JSONError) -> UInt16 {
        position += 1
        let digits = bytes[position..<min(position + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy(\.isHexadecimal),
            let value = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error(.syntax, "expected four hexadecimal digits after '\\u'", at: position) }
        position += 4
        return value
    }
}
