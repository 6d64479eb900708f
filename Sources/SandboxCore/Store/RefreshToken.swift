package import GRDB
package import OAuthCore

/// A stored refresh token.
package struct RefreshToken: Sendable {
    /// The hash under which the token is stored, which is not stored itself.
    package var hash: String
    /// The id of the authorization that the token belongs to.
    package var authorizationID: String
    /// The scope that a refresh may ask for.
    package var scope: Scope
    /// When the token was issued, in milliseconds since 1970.
    package var issuedAt: Int64
    /// When the token ends, in milliseconds since 1970.
    package var expiresAt: Int64
    /// When a newer one took its place.
    package var rotatedAt: Int64?

    /// The key that it is bound to; nil for a bearer token.
    package var confirmation: Confirmation?

    /// A token that has not been rotated; the times are in milliseconds since 1970.
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

    /// Reads a row of the table `refresh_tokens`.
    package init(_ row: Row) {
        hash = row["hash"]
        authorizationID = row["authorization_id"]
        scope = Scope(row["scope"] as String)
        issuedAt = row["issued_at"]
        expiresAt = row["expires_at"]
        rotatedAt = row["rotated_at"]
        confirmation = (row["confirmation"] as String?).flatMap(Confirmation.init(stored:))
    }

    /// The stored token whose hash is that of a token in clear; nil where there is none. It may have ended or be
    /// rotated.
    package static func find(_ token: String, in db: Database) throws -> RefreshToken? {
        try db.row("SELECT * FROM refresh_tokens WHERE hash = ?", [Secret.hash(token)]).map(RefreshToken.init)
    }

    /// Stores the token.
    ///
    /// - Throws: an error of the database, such as for a hash that is there already.
    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO refresh_tokens (hash, authorization_id, scope, issued_at, expires_at, confirmation)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, scope.text, issuedAt, expiresAt, confirmation?.stored])
    }

    /// Marks the token as replaced by a newer one at a time in milliseconds since 1970 (RFC 9700 §4.14.2).
    package func markRotated(at time: Int64, in db: Database) throws {
        try db.run("UPDATE refresh_tokens SET rotated_at = ? WHERE hash = ?", [time, hash])
    }
}
