internal import Encodings

/// Where a known secret is taken for itself.
///
/// A long one is found wherever it stands. A short one may be a word that stands in many a text where it is no secret: it
/// is found by the borders of a word, by the place of a value, or only by the name that it stands under.
public enum SecretReach: Int, Sendable, Comparable {
    /// After a name that says that it is secret (``NamedValue/isSecret``).
    case named
    /// Also where it is a value by itself in a form, a header, a query or JSON.
    case value
    /// Also where neither a letter nor a digit stands beside it.
    case word
    /// Also inside of other text.
    case everywhere

    /// Who said that it is secret.
    public enum Origin: Sendable {
        /// It stood in a message under a name that says so.
        case found
        /// It was given or issued as a secret: a client's secret, a key.
        case given
        /// It was marked by hand.
        case marked
    }

    public init(of secret: String, _ origin: Origin = .found) {
        switch (secret.utf8.count, origin) {
        case (8..., _) where PlainWord.isOne(secret): self = .word
        case (8..., _), (4..., .marked): self = .everywhere
        case (_, .marked), (3..., .given): self = .word
        case (4..., .found): self = .value
        default: self = .named
        }
    }

    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    /// Whether a secret of this reach that stands there is taken for itself; names are not looked at.
    public func holds(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let before = range.lowerBound == 0 ? nil : text[range.lowerBound - 1]
        let after = range.upperBound == text.count ? nil : text[range.upperBound]
        switch self {
        case .named: return false
        case .value:
            let isBegun = before.map { "=:\"'".utf8.contains($0) } ?? true
            return (isBegun || Self.followsScheme(range.lowerBound, text))
                && after.map { "&;,\"'\r\n".utf8.contains($0) } ?? true
        case .word:
            return (!Self.isWordByte(before) || Self.isPunctuation(text[..<range.lowerBound].suffix(3)))
                && (!Self.isWordByte(after) || Self.isPunctuation(text[range.upperBound...].prefix(3)))
        case .everywhere: return true
        }
    }

    /// `Bearer `, `Basic `, `DPoP ` or `Token ` before it.
    private static func followsScheme(_ start: Int, _ text: [UInt8]) -> Bool {
        let word = String(decoding: text[max(0, start - 7)..<start], as: UTF8.self).lowercased()
        return ["bearer ", "basic ", "dpop ", "token "].contains { word.hasSuffix($0) }
    }

    /// A character of U+2000 to U+206F, such as a quotation mark or a dash.
    private static func isPunctuation(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 3
            && (bytes.starts(with: [0xE2, 0x80]) || bytes.starts(with: [0xE2, 0x81]) && bytes.last ?? 0 < 0xB0)
    }

    /// Bytes of characters beyond ASCII count as letters.
    private static func isWordByte(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
