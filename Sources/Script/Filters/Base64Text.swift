internal import FoundationEssentials

/// Base64 of RFC 4648, padded (§4) or safe in URLs and without padding (§5).
enum Base64Text {
    static func encoded(_ bytes: [UInt8], urlSafe: Bool) -> String {
        let text = Data(bytes).base64EncodedString()
        guard urlSafe else { return text }
        return text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil where the text is not base64; padding may be left out.
    static func decoded(_ text: String, urlSafe: Bool) -> [UInt8]? {
        let foreign = urlSafe ? "+/" : "-_"
        guard !text.contains(where: foreign.contains) else { return nil }
        var digits = text.replacing("-", with: "+").replacing("_", with: "/")
        if !digits.contains("=") { digits += String(repeating: "=", count: (4 - digits.utf8.count % 4) % 4) }
        return Data(base64Encoded: digits).map(Array.init)
    }
}
