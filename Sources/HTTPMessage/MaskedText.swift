/// What stands for a secret in a capture that was written without its secrets.
public enum MaskedText {
    /// What each stand-in begins with, after the prefix that tells kinds of secrets apart.
    public static let mark = "masked-"

    /// Whether a value is no more than a stand-in, and nothing that could be hashed.
    public static func isStandIn(_ value: String) -> Bool { value.contains(mark) || isAnonymous(value) }

    /// Whether a value is what other tools write in a secret's place: the same for every secret, so that two of them need
    /// not have been equal. `redacted`, `[code redacted]`, `***`.
    public static func isAnonymous(_ value: String) -> Bool {
        let plain = value.lowercased().filter { !"[](){}<> ".contains($0) }
        if plain.count >= 3, plain.allSatisfy({ "*\u{2022}".contains($0) }) { return true }
        return plain.count <= 80
            && (words.contains(plain) || plain.hasSuffix("redacted") || plain.hasPrefix("redacted"))
    }

    private static let words: Set<String> = ["removed", "hidden", "filtered", "masked", "sanitized"]
}
