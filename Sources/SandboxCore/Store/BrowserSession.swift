package import GRDB

/// That somebody is signed in on a browser.
package struct BrowserSession: Sendable {
    package var user: User
    package var authTime: Int64

    package static func find(cookie: String, at time: Int64, in db: Database) throws -> BrowserSession? {
        let row = try db.row(
            """
            SELECT users.*, auth_time FROM browser_sessions JOIN users ON users.id = user_id
            WHERE hash = ? AND expires_at > ?
            """,
            [Secret.hash(cookie), time])
        return row.map { BrowserSession(user: User($0), authTime: $0["auth_time"]) }
    }

    package static func insert(cookie: String, user: User, authTime: Int64, expiresAt: Int64, in db: Database) throws {
        try db.run(
            "INSERT INTO browser_sessions (hash, user_id, auth_time, expires_at) VALUES (?, ?, ?, ?)",
            [Secret.hash(cookie), user.id, authTime, expiresAt])
    }

    package static func delete(cookie: String, in db: Database) throws {
        try db.run("DELETE FROM browser_sessions WHERE hash = ?", [Secret.hash(cookie)])
    }
}
