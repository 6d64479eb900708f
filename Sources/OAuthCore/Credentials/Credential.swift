/// Something that a client proves itself with: its kind, and the text of it.
///
/// Neither its description nor its mirror has the value.
public struct Credential: Sendable, Equatable {
    /// How the value is read, described and masked.
    public let kind: CredentialKind
    /// The secret text, in the form in which its kind keeps it.
    public let value: String

    /// A credential whose text is known to be valid; ``CredentialKind/read(_:)`` checks one that is not.
    public init(_ kind: CredentialKind, _ value: String) {
        self.kind = kind
        self.value = value
    }

    /// The texts that a masker must hide.
    public var secrets: [String] { kind.secrets(of: self) }

    /// A short description without anything secret: "ES256 key, kid 1".
    public var summary: String { kind.summary(of: self) }
}

extension Credential: CustomStringConvertible, CustomReflectable {
    public var description: String { summary }

    /// The kind alone, so that no dump has the value.
    public var customMirror: Mirror { Mirror(self, children: ["kind": kind.name]) }
}
