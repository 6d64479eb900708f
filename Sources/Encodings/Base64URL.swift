/// Base64 with the alphabet for URLs and without padding (RFC 4648 §5, RFC 7515 §2).
public enum Base64URL {
    /// The text of the bytes, without padding.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Base64Alphabet.url.encode(Array(bytes), padded: false)
    }

    /// The bytes, or nil where the text has padding, spaces or other characters, an impossible length, or bits set
    /// that no byte holds.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? { Base64Alphabet.url.decode(text.utf8) }

    /// Whether an octet stands for six bits in this alphabet.
    package static func isDigit(_ octet: UInt8) -> Bool { Base64Alphabet.url.value(of: octet) != nil }
}
