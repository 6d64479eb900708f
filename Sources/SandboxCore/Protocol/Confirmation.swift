package import JSONKit

/// The key that a token is bound to: one member of `cnf` (RFC 7800 §3.1).
package struct Confirmation: Sendable, Equatable {
    /// `jkt`, `x5t#S256`
    package let member: String
    package let key: String

    package init(member: String, key: String) {
        self.member = member
        self.key = key
    }

    /// Reads the text of a column; nil for another text.
    package init?(stored text: String) {
        guard let only = (try? JSON(parsing: text))?.members?.first, let key = only.value.string else { return nil }
        self.init(member: only.name, key: key)
    }

    package var stored: String { json.text() }

    /// The value of `cnf`.
    package var json: JSON { JSON(members: [(member, JSON(key))]) }
}
