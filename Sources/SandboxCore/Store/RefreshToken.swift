package import GRDB
package import OAuthCore

/// A stored refresh token.
package struct RefreshToken: Sendable {
    package var hash: String
    package var authorizationID: String
    package var scope: Scope
    package var issuedAt: Int64
    package var expiresAt: Int64
    /// When a newer one took its place.
    package var rotatedAt: Int64?

    /// The key that it is bound to; nil for a bearer token.
    package var confirmation: Confirmation?

    package init(
        hash: String, authorizationID: String, scope: Scope, issuedAt: Int64, expiresAt: Int64,
        confirmation: Confirmation?
    ) {
        self.hash = hash
        self.authorizationID = authorizationID
        self.scope = scope
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.confirmation = confirmation
    }

    package init(_ row: Row) {
        hash = row["hash"]
        authorizationID = row["authorization_id"]
        scope = Scope(row["scope"] as String)
        issuedAt = row["issued_at"]
        expiresAt = row["expires_at"]
        rotatedAt = row["rotated_at"]
        confirmation = (row["confirmation"] as String?).flatMap(Confirmation.init(stored:))
    }

    package static func find(_ token: String, in db: Database) throws -> RefreshToken? {
        try db.row("SELECT * FROM refresh_tokens WHERE hash = ?", [Secret.hash(token)]).map(RefreshToken.init)
    }

    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO refresh_tokens (hash, authorization_id, scope, issued_at, expires_at, confirmation)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, scope.text, issuedAt, expiresAt, confirmation?.stored])
    }

    package func markRotated(at time: Int64, in db: Database) throws {
        try db.run("UPDATE refresh_tokens SET rotated_at = ? WHERE hash = ?", [time, hash])
    }
}
