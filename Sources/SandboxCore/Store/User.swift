package import GRDB

/// A stored account.
package struct User: Sendable {
    package var id: String
    package var name: String
    package var password: String
    package var plan: String

    package init(_ row: Row) {
        id = row["id"]
        name = row["name"]
        password = row["password"]
        plan = row["plan"]
    }

    package static func find(id: String, in db: Database) throws -> User? {
        try db.row("SELECT * FROM users WHERE id = ?", [id]).map(User.init)
    }

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
