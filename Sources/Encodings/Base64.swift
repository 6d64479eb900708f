/// Base64 with padding (RFC 4648 §4).
public enum Base64 {
    /// The text of the bytes, padded with `=` to a multiple of four characters.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Base64Alphabet.standard.encode(Array(bytes), padded: true)
    }

    /// The bytes, or nil where the text has other characters, a wrong length or bits set that no byte holds.
    /// The padding may be missing as a whole.
    /// - Parameter allowsStrayBits: whether bits that no byte holds are dropped (RFC 4648 §3.5 leaves it to the reader).
    public static func decode(_ text: some StringProtocol, allowsStrayBits: Bool = false) -> [UInt8]? {
        let octets = Array(text.utf8)
        let padding = octets.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding == 0 || (padding < 3 && octets.count.isMultiple(of: 4)) else { return nil }
        return Base64Alphabet.standard.decode(octets.dropLast(padding), strictEnd: !allowsStrayBits)
    }

    /// The bytes of a text that somebody else wrote: either alphabet, with or without padding, line breaks passed over
    /// (RFC 4648 §3.3, as MIME permits), bits that no byte holds dropped. Nil where another character stands in it or its
    /// length is impossible.
    public static func decodeLenient(_ text: some StringProtocol) -> [UInt8]? {
        let octets = text.utf8.filter { $0 != 0x0A && $0 != 0x0D }
        let digits = octets.prefix { $0 != UInt8(ascii: "=") }
        return Base64Alphabet.either.decode(digits, strictEnd: false)
    }
}
