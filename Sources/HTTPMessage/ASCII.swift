extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }

    /// A character of a method or a header name (RFC 9110 §5.6.2).
    var isTokenCharacter: Bool { isDigit || isLetter || "!#$%&'*+-.^_`|~".utf8.contains(self) }
}

extension String {
    /// The text cut to a length fit for a message, with no character that could move a terminal's cursor, colour
    /// what follows or turn its direction.
    package var safeToShow: String {
        var safe = UnicodeScalarView()
        for scalar in unicodeScalars {
            if safe.count == 300 {
                safe.append("…")
                break
            }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: safe.append("\u{fffd}")
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }
}
