/// Something that a text may do only where its origin is allowed to.
///
/// The language knows none of them; whoever makes a vocabulary names its own.
public struct Permission: RawRepresentable, Sendable, Hashable {
    /// The word by which the permission is given: `files`.
    public let rawValue: String

    /// A permission by its word.
    public init(rawValue: String) { self.rawValue = rawValue }
}
