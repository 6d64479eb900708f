internal import HTTPMessage

/// What stands for a secret where only the characters of tokens may stand, and where it must replay.
public enum StandIn {
    /// - Parameters:
    ///   - kind: a prefix that says nothing of the secret itself: `at_`.
    ///   - fingerprint: the same for the same secret.
    public static func text(for secret: String, kind: String, fingerprint: String) -> String {
        let mask = MaskedText.mark + fingerprint
        let parts = secret.split(separator: ".", omittingEmptySubsequences: false)
        // Without its signature nobody takes a JWT, and its claims may be needed.
        // The signature is made long enough to be Base64 of whole bytes.
        if parts.count == 3, parts[0].hasPrefix("eyJ"), !parts[2].isEmpty {
            return "\(parts[0]).\(parts[1]).\(mask)AAA"
        }
        return kind + mask
    }

    static var pattern: Regex<Substring> { /masked-[0-9a-f]{6,}/ }

    /// A JWT whose signature is a stand-in.
    static var jwt: Regex<(Substring, Substring, Substring, Substring)> {
        /(eyJ[A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+)\.(masked-[0-9a-f]+AAA)/
    }
}
