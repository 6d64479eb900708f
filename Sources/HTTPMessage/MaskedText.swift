/// What stands for a secret in a capture that was written without its secrets.
public enum MaskedText {
    /// What each stand-in begins with, after the prefix that tells kinds of secrets apart.
    public static let mark = "masked-"

    /// Whether a value is no more than a stand-in: the same for the same secret, and nothing that could be hashed.
    public static func isStandIn(_ value: String) -> Bool { value.contains(mark) }
}
