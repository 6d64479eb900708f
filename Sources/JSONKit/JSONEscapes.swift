internal import Encodings

extension [UInt8] {
    /// Appends UTF-8 text as it stands between the quotes of a JSON string (RFC 8259 §7).
    ///
    /// Beyond what JSON demands, whatever could command or mislead a terminal is escaped.
    mutating func appendEscaped(_ bytes: UnsafeRawBufferPointer, asciiOnly: Bool) {
        var position = 0
        while position < bytes.count {
            let start = position
            while position < bytes.count, bytes[position].isPlainInString { position += 1 }
            append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
            guard position < bytes.count else { return }
            let length = bytes[position].lengthOfUTF8
            appendScalar(bytes[position..<Swift.min(position + length, bytes.count)], asciiOnly: asciiOnly)
            position += length
        }
    }

    private mutating func appendScalar(_ bytes: Slice<UnsafeRawBufferPointer>, asciiOnly: Bool) {
        guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return }
        if let escape = scalar.shortEscape {
            append(contentsOf: [UInt8(ascii: "\\"), escape])
        } else if scalar.isUnsafeOnTerminal || (asciiOnly && !scalar.isASCII) {
            for unit in UTF16.encode(scalar) ?? .init() { appendEscape(of: unit) }
        } else {
            append(contentsOf: bytes)
        }
    }

    /// Appends `\uXXXX`.
    private mutating func appendEscape(of unit: UInt16) {
        append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift) & 0xF
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

extension UInt8 {
    /// Whether the byte is an ASCII character that stands for itself in a string.
    fileprivate var isPlainInString: Bool {
        (0x20..<0x7F).contains(self) && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }

    /// How many bytes the UTF-8 sequence has that begins with this one.
    var lengthOfUTF8: Int {
        switch self {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        default: 1
        }
    }
}

extension Unicode.Scalar {
    /// The letter of a two-character escape.
    fileprivate var shortEscape: UInt8? {
        switch self {
        case "\"", "\\": UInt8(ascii: self)
        case "\u{8}": UInt8(ascii: "b")
        case "\u{C}": UInt8(ascii: "f")
        case "\n": UInt8(ascii: "n")
        case "\r": UInt8(ascii: "r")
        case "\t": UInt8(ascii: "t")
        default: nil
        }
    }

    /// Control characters, C1 controls among them; line and paragraph separators; and what turns the direction of
    /// writing (UAX #9).
    var isUnsafeOnTerminal: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Its number as Unicode writes it, such as `U+001B`.
    var codePoint: String { "U+" + Hexadecimal.text(value, width: 4, uppercase: true) }
}
