/// What can be sent as a bearer token (RFC 6750 §2.1).
enum BearerToken {
    /// `b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`.
    static func isWellFormed(_ token: String) -> Bool {
        let start = token.utf8.prefix { $0 != UInt8(ascii: "=") }
        return !start.isEmpty && start.allSatisfy(isToken68Character)
            && token.utf8.dropFirst(start.count).allSatisfy { $0 == UInt8(ascii: "=") }
    }

    /// - Throws: ``OAuthError/Code/tokenUnusable`` for a token that would break out of its header.
    static func check(_ token: String, doing: String) throws(OAuthError) {
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw OAuthError(
                .tokenUnusable, doing: doing,
                found: "The token is empty, or has control characters or others that no header can carry",
                advice: "Look at where it came from; it must be printable ASCII (RFC 6749 App. A.12).")
        }
    }
}
