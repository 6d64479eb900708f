package import GRDB
package import OAuthCore

/// A stored access token.
package struct AccessToken: Sendable {
    /// The hash under which the token is stored, which is not stored itself.
    package var hash: String
    /// The id of the authorization that the token belongs to.
    package var authorizationID: String
    /// The scope that the token was issued with.
    package var scope: Scope
    /// When the token was issued, in milliseconds since 1970.
    package var issuedAt: Int64
    /// When the token ends, in milliseconds since 1970.
    package var expiresAt: Int64
    /// When the token itself was revoked, in milliseconds since 1970; nil where it was not. Its authorization may be
    /// revoked all the same.
    package var revokedAt: Int64?

    /// The key that it is bound to; nil for a bearer token.
    package var confirmation: Confirmation?
    /// The ids of the resources that it is for; empty for the sandbox's own API.
    package var audience: [String]

    /// A token that is not revoked; the times are in milliseconds since 1970.
    package init(
        hash: String, authorizationID: String, scope: Scope, issuedAt: Int64, expiresAt: Int64,
        confirmation: Confirmation?, audience: [String] = []
    ) {
        self.audience = audience
        self.hash = hash
        self.authorizationID = authorizationID
        self.scope = scope
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.confirmation = confirmation
    }

    /// Reads a row of the table `access_tokens`.
    package init(_ row: Row) {
        audience = Strings.decode(row["audience"])
        hash = row["hash"]
        authorizationID = row["authorization_id"]
        scope = Scope(row["scope"] as String)
        issuedAt = row["issued_at"]
        expiresAt = row["expires_at"]
        revokedAt = row["revoked_at"]
        confirmation = (row["confirmation"] as String?).flatMap(Confirmation.init(stored:))
    }

    /// The stored token whose hash is that of a token in clear; nil where there is none. It may have ended or be
    /// revoked.
    package static func find(_ token: String, in db: Database) throws -> AccessToken? {
        try db.row("SELECT * FROM access_tokens WHERE hash = ?", [Secret.hash(token)]).map(AccessToken.init)
    }

    /// Stores the token.
    ///
    /// - Throws: an error of the database, such as for a hash that is there already.
    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO access_tokens (hash, authorization_id, scope, issued_at, expires_at, confirmation, audience)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, scope.text, issuedAt, expiresAt, confirmation?.stored, Strings.encode(audience)])
    }

    /// Marks the token as revoked at a time in milliseconds since 1970; a token that was revoked before keeps its time.
    package func revoke(at time: Int64, in db: Database) throws {
        try db.run("UPDATE access_tokens SET revoked_at = ? WHERE hash = ? AND revoked_at IS NULL", [time, hash])
    }
}
