package import GRDB

/// That somebody is signed in on a browser.
package struct BrowserSession: Sendable {
    /// The user who is signed in.
    package var user: User
    /// When the user signed in, in milliseconds since 1970.
    package var authTime: Int64

    /// The session that a cookie's value stands for; nil where there is none, or where it has ended at a time in
    /// milliseconds since 1970.
    package static func find(cookie: String, at time: Int64, in db: Database) throws -> BrowserSession? {
        let row = try db.row(
            """
            SELECT users.*, auth_time FROM browser_sessions JOIN users ON users.id = user_id
            WHERE hash = ? AND expires_at > ?
            """,
            [Secret.hash(cookie), time])
        return row.map { BrowserSession(user: User($0), authTime: $0["auth_time"]) }
    }

    /// Stores a session under the hash of its cookie; the times are in milliseconds since 1970.
    package static func insert(cookie: String, user: User, authTime: Int64, expiresAt: Int64, in db: Database) throws {
        try db.run(
            "INSERT INTO browser_sessions (hash, user_id, auth_time, expires_at) VALUES (?, ?, ?, ?)",
            [Secret.hash(cookie), user.id, authTime, expiresAt])
    }

    /// Ends the session that a cookie's value stands for; a cookie without a session changes nothing.
    package static func delete(cookie: String, in db: Database) throws {
        try db.run("DELETE FROM browser_sessions WHERE hash = ?", [Secret.hash(cookie)])
    }
}
