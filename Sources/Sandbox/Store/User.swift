internal import GRDB

/// A stored account.
struct User: Sendable {
    var id: String
    var name: String
    var password: String
    var plan: String

    init(_ row: Row) {
        id = row["id"]
        name = row["name"]
        password = row["password"]
        plan = row["plan"]
    }

    static func find(id: String, in db: Database) throws -> User? {
        try db.row("SELECT * FROM users WHERE id = ?", [id]).map(User.init)
    }

    static func find(name: String, in db: Database) throws -> User? {
        try db.row("SELECT * FROM users WHERE name = ?", [name]).map(User.init)
    }

    /// The account that an API key or a session token belongs to.
    static func find(key: String, in db: Database) throws -> User? {
        let hash = Secret.hash(key)
        return try db.row("SELECT * FROM users WHERE api_key_hash = ? OR session_token_hash = ?", [hash, hash])
            .map(User.init)
    }
}
