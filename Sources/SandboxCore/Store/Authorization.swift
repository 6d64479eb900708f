package import GRDB

/// That a user allowed a client something: what a code and all tokens that come of it belong to.
package struct Authorization: Sendable {
    package var id: String
    package var clientID: String
    package var userID: String
    package var nonce: String?
    /// When the user signed in.
    package var authTime: Int64
    package var createdAt: Int64
    package var revokedAt: Int64?

    package init(id: String, clientID: String, userID: String, nonce: String?, authTime: Int64, createdAt: Int64) {
        self.id = id
        self.clientID = clientID
        self.userID = userID
        self.nonce = nonce
        self.authTime = authTime
        self.createdAt = createdAt
    }

    package init?(_ row: Row?) {
        guard let row else { return nil }
        id = row["id"]
        clientID = row["client_id"]
        userID = row["user_id"]
        nonce = row["nonce"]
        authTime = row["auth_time"]
        createdAt = row["created_at"]
        revokedAt = row["revoked_at"]
    }

    package static func find(id: String, in db: Database) throws -> Authorization? {
        Authorization(try db.row("SELECT * FROM authorizations WHERE id = ?", [id]))
    }

    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO authorizations (id, client_id, user_id, nonce, auth_time, created_at) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [id, clientID, userID, nonce, authTime, createdAt])
    }

    /// Ends every token that came of it.
    package static func revoke(id: String, at time: Int64, in db: Database) throws {
        try db.run("UPDATE authorizations SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [time, id])
    }
}
