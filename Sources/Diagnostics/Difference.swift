/// One place where a value is not as it should be.
public struct Difference: Sendable, Equatable {
    /// A normalized path (RFC 9535 §2.7).
    public var path: String
    /// What is there, as it is shown.
    public var found: String
    /// What should be there, as it is shown.
    public var expected: String

    /// A difference at a normalized path (RFC 9535 §2.7).
    public init(path: String, found: String, expected: String) {
        self.path = path
        self.found = found
        self.expected = expected
    }

    /// `$['id']: 7, expected #uuid`.
    public var text: String { "\(path): \(found), expected \(expected)" }
}
