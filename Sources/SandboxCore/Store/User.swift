package import GRDB

/// A stored account.
package struct User: Sendable {
    /// The stable id, which is the `sub` of the tokens about the user.
    package var id: String
    /// The name that the user signs in with.
    package var name: String
    /// The password in the form of ``PasswordHash``.
    package var password: String
    /// The name of the plan that the account is on, such as `free`.
    package var plan: String

    /// Reads a row of the table `users`.
    package init(_ row: Row) {
        id = row["id"]
        name = row["name"]
        password = row["password"]
        plan = row["plan"]
    }

    /// The stored account with an id; nil where there is none.
    package static func find(id: String, in db: Database) throws -> User? {
        try db.row("SELECT * FROM users WHERE id = ?", [id]).map(User.init)
    }

    /// The stored account with a user name; nil where there is none.
    package static func find(name: String, in db: Database) throws -> User? {
        try db.row("SELECT * FROM users WHERE name = ?", [name]).map(User.init)
    }

    /// The account that an API key or a session token belongs to.
    package static func find(key: String, in db: Database) throws -> User? {
        let hash = Secret.hash(key)
        return try db.row("SELECT * FROM users WHERE api_key_hash = ? OR session_token_hash = ?", [hash, hash])
            .map(User.init)
    }
}
