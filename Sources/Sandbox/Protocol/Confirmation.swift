internal import JSONKit

/// The key that a token is bound to: one member of `cnf` (RFC 7800 §3.1).
struct Confirmation: Sendable, Equatable {
    /// `jkt`, `x5t#S256`
    let member: String
    let key: String

    init(member: String, key: String) {
        self.member = member
        self.key = key
    }

    /// Reads the text of a column; nil for another text.
    init?(stored text: String) {
        guard let only = (try? JSON(parsing: text))?.members?.first, let key = only.value.string else { return nil }
        self.init(member: only.name, key: key)
    }

    var stored: String { json.text() }

    /// The value of `cnf`.
    var json: JSON { JSON(members: [(member, JSON(key))]) }
}
