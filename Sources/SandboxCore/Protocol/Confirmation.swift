package import JSONKit

/// The key that a token is bound to: one member of `cnf` (RFC 7800 §3.1).
package struct Confirmation: Sendable, Equatable {
    /// `jkt`, `x5t#S256`
    package let member: String
    /// The value of the member, such as the thumbprint of the key in base64url.
    package let key: String

    /// A confirmation with one member of `cnf`.
    package init(member: String, key: String) {
        self.member = member
        self.key = key
    }

    /// Reads the text of a column; nil for another text.
    package init?(stored text: String) {
        guard let only = (try? JSON(parsing: text))?.members?.first, let key = only.value.string else { return nil }
        self.init(member: only.name, key: key)
    }

    /// The text of a database column: the value of `cnf` as JSON.
    package var stored: String { json.text() }

    /// The value of `cnf`.
    package var json: JSON { JSON(members: [(member, JSON(key))]) }
}
