internal import Encodings

extension JSONReader {
    /// Takes a string in quotes: where its text stands, or nil if it has escapes and ``unescaped`` holds what they mean.
    mutating func string() throws(JSONError) -> Range<Int>? {
        let start = position
        position += 1
        try skipPlain()
        if next == UInt8(ascii: "\"") {
            position += 1
            return start + 1..<position - 1
        }
        unescaped.removeAll(keepingCapacity: true)
        unescaped.append(contentsOf: bytes[(start + 1)..<position])
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte == UInt8(ascii: "\\") else { throw control(byte) }
            append(try escape())
            let plain = position
            try skipPlain()
            unescaped.append(contentsOf: bytes[plain..<position])
        }
        guard next != nil else {
            throw error(.endOfInput, "the string that begins here has no closing quote", at: start)
        }
        position += 1
        return nil
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII { return unescaped.append(UInt8(truncatingIfNeeded: scalar.value)) }
        unescaped.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }

    /// Goes to the next quote, backslash or control character, or to the end.
    private mutating func skipPlain() throws(JSONError) {
        while true {
            skipPlainWords()
            guard let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return }
            if byte < 0x80 {
                position += 1
            } else {
                let length = bytes.lengthOfCharacter(at: position)
                guard length > 0 else { throw notUTF8() }
                position += length
            }
        }
    }

    /// Skips eight bytes at a time while all of them are plain ASCII.
    private mutating func skipPlainWords() {
        guard let start = UnsafeRawPointer(bytes.baseAddress) else { return }
        while position + 8 <= bytes.count,
            start.loadUnaligned(fromByteOffset: position, as: UInt64.self).isPlainASCII
        {
            position += 8
        }
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

    func notUTF8() -> JSONError {
        let byte = Hexadecimal.text(bytes[position], width: 2, uppercase: true)
        return error(.invalidUTF8, "the byte 0x\(byte) begins no character of UTF-8", at: position)
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let letter = next else { throw unexpected("an escaped character after '\\'") }
        if letter == UInt8(ascii: "u") { return try unicodeEscape(from: start) }
        guard let scalar = Self.escaped(letter) else {
            let found = found
            throw error(
                .syntax, "a backslash cannot be followed by \(found); a backslash itself is written \\\\", at: start)
        }
        position += 1
        return scalar
    }

    private static func escaped(_ letter: UInt8) -> Unicode.Scalar? {
        switch letter {
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "t"): "\t"
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "\""): Unicode.Scalar(letter)
        default: nil
        }
    }

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

extension UInt64 {
    /// Whether its bytes are ASCII and none is a quote, a backslash or a control character.
    fileprivate var isPlainASCII: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs = ones << 7
        let quotes = self ^ (ones * UInt64(UInt8(ascii: "\"")))
        let backslashes = self ^ (ones * UInt64(UInt8(ascii: "\\")))
        // The high bit of a byte is set if the byte is below 0x20, a quote or a backslash, or has it anyway.
        let found = (self &- ones * 0x20) | (quotes &- ones) | (backslashes &- ones) | self
        return found & highs == 0
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// How many bytes the well-formed character of UTF-8 has that begins here; 0 if none does (Unicode, table 3-7).
    fileprivate func lengthOfCharacter(at position: Int) -> Int {
        let first = self[position]
        let length = first.lengthOfUTF8
        guard (0xC2...0xF4).contains(first), position + length <= count else { return first < 0x80 ? 1 : 0 }
        guard Self.seconds(after: first).contains(self[position + 1]) else { return 0 }
        for index in position + 2..<position + Swift.max(length, 2) where self[index] & 0xC0 != 0x80 { return 0 }
        return length
    }

    private static func seconds(after first: UInt8) -> ClosedRange<UInt8> {
        switch first {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
