internal import Encodings

/// The few kinds of structured field values that a signature is made of (RFC 8941 §4.1).
enum StructuredField {
    /// `"text"`, with `"` and `\` escaped (§4.1.6).
    ///
    /// - Throws: where a character is outside of printable ASCII: no structured field can hold it.
    static func string(_ text: String) throws(SignatureError) -> String {
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw SignatureError("only printable ASCII can stand in a signature's parameters: \(text)")
        }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// `:base64:` (§4.1.8).
    static func bytes(_ bytes: some Sequence<UInt8>) -> String { ":\(Base64.encode(bytes)):" }

    /// What `:base64:` holds, with or without its padding; nil where it is none (RFC 9651 §4.2.7).
    static func bytes(base64 text: String) -> [UInt8]? {
        Base64.decode(text.prefix { $0 != "=" }, allowsStrayBits: true)
    }

    /// Whether the text may name a member of a dictionary (§3.1.2).
    static func isKey(_ text: String) -> Bool { text.wholeMatch(of: /[a-z*][a-z0-9_.*-]*/) != nil }
}
