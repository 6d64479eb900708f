/// Classes of ASCII characters, which every other byte is outside of.
package extension UInt8 {
    static var newline: UInt8 { UInt8(ascii: "\n") }

    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    var isAlphanumeric: Bool { isDigit || isLetter }

    /// A character of the names that people and parameters have: `client_id`, `X-Api-Key`.
    var isNameCharacter: Bool { isAlphanumeric || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }

    var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }

    /// An unreserved character of a URL (RFC 3986 §2.3).
    var isUnreserved: Bool { isAlphanumeric || "-._~".utf8.contains(self) }

    /// A character of a method or a header name (RFC 9110 §5.6.2).
    var isTokenCharacter: Bool { isAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains(self) }
}
