/// Base64 with padding (RFC 4648 §4), as HTTP Basic wants it.
enum Base64 {
    static func encode(_ bytes: some Collection<UInt8>) -> String {
        let unpadded = Base64URL.encode(bytes).replacing("-", with: "+").replacing("_", with: "/")
        return unpadded + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }

    /// The bytes, or nil where the text is malformed; padding may be missing.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let octets = Array(text.utf8)
        let padding = octets.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding == 0 || (padding < 3 && octets.count.isMultiple(of: 4)), !octets.contains(where: isURLOnly)
        else { return nil }
        let unpadded = String(decoding: octets.dropLast(padding), as: UTF8.self)
        return Base64URL.decode(unpadded.replacing("+", with: "-").replacing("/", with: "_"))
    }

    private static func isURLOnly(_ octet: UInt8) -> Bool { octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_") }
}
