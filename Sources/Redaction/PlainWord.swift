/// Secrets that are words of the language, so that Keyway's own sentences may have them.
enum PlainWord {
    /// Words of eight letters or more that Keyway's messages have. A shorter one may be any word.
    private static let long: Set<String> = [
        "accepted", "accounts", "answered", "argument", "attempts", "authenticate", "authentication", "authorization",
        "authorize", "authorized", "bookmark", "callback", "challenge", "certificate", "characters", "compared",
        "configuration", "connection", "confidential", "credential", "credentials", "declined", "different", "disabled",
        "discovery", "document", "endpoint", "endpoints", "environment", "exchange", "exchanges", "expected",
        "followed",
        "generations", "identifier", "identity", "incorrect", "introspect", "introspection", "keyboard", "language",
        "loopback", "metadata", "mismatch", "multiple", "password", "passphrase", "parameter", "parameters",
        "permission",
        "plaintext", "previous", "profiles", "protected", "provider", "providers", "received", "redirect", "redirects",
        "refreshed", "rejected", "refused", "register", "registered", "registration", "requested", "requests",
        "required",
        "resource", "response", "responses", "revocation", "scheduled", "security", "selected", "sentence", "sessions",
        "signature", "something", "standard", "supported", "terminal", "testing", "together", "unchanged", "unexpected",
        "userinfo", "username", "variable", "variables", "verified", "verifier", "verification", "whatever",
    ]

    /// Letters of ASCII alone, at most the first of them a capital.
    static func isOne(_ secret: String) -> Bool {
        guard let first = secret.utf8.first, first.isASCIILetter,
            secret.utf8.dropFirst().allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
        else { return false }
        return secret.utf8.count < 8 || long.contains(secret.lowercased())
    }

    /// Whether what stands there is a value and not a word of a sentence: the whole text, in quotes, or after `=`.
    static func isValue(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        if range == 0..<text.count { return true }
        let (before, after) = (text[..<range.lowerBound], text[range.upperBound...])
        if quotes.contains(where: { before.ends(with: $0.open) && after.starts(with: $0.close) }) { return true }
        guard before.ends(with: [UInt8(ascii: "=")]) || before.ends(with: [UInt8(ascii: ":")]) else { return false }
        return after.first.map { ends.contains($0) } ?? true
    }

    private static let quotes: [(open: [UInt8], close: [UInt8])] = [
        ("\"", "\""), ("'", "'"), ("`", "`"), ("\u{201C}", "\u{201D}"), ("\u{2018}", "\u{2019}"), (">", "<"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
    private static let ends = Array("&;,\"'` .)\r\n".utf8)
}

extension UInt8 {
    fileprivate var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}
