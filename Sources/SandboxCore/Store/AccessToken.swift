package import GRDB
package import OAuthCore

/// A stored access token.
package struct AccessToken: Sendable {
    package var hash: String
    package var authorizationID: String
    package var scope: Scope
    package var issuedAt: Int64
    package var expiresAt: Int64
    package var revokedAt: Int64?

    /// The key that it is bound to; nil for a bearer token.
    package var confirmation: Confirmation?
    /// The ids of the resources that it is for; empty for the sandbox's own API.
    package var audience: [String]

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

    package static func find(_ token: String, in db: Database) throws -> AccessToken? {
        try db.row("SELECT * FROM access_tokens WHERE hash = ?", [Secret.hash(token)]).map(AccessToken.init)
    }

    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO access_tokens (hash, authorization_id, scope, issued_at, expires_at, confirmation, audience)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, scope.text, issuedAt, expiresAt, confirmation?.stored, Strings.encode(audience)])
    }

    package func revoke(at time: Int64, in db: Database) throws {
        try db.run("UPDATE access_tokens SET revoked_at = ? WHERE hash = ? AND revoked_at IS NULL", [time, hash])
    }
}
