/// Something a server did otherwise than its standard says, and that was let pass.
public struct OAuthWarning: Sendable, Equatable, CustomStringConvertible {
    /// A stable name: `cache-control-missing`.
    public var code: String
    /// What was found and what it should have been, in a sentence fit to show.
    public var message: String
    /// Where that is written: `RFC 6749 §5.1`.
    public var section: String

    /// A warning with a stable code, a sentence, and where the rule is defined: `RFC 8414 §2`.
    public init(_ code: String, _ message: String, section: String) {
        self.code = code
        self.message = message
        self.section = section
    }

    public var description: String { "\(message) (\(section))" }
}
