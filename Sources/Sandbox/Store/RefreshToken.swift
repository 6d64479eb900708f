internal import GRDB
internal import OAuthCore

/// A stored refresh token.
struct RefreshToken: Sendable {
    var hash: String
    var authorizationID: String
    var scope: Scope
    var issuedAt: Int64
    var expiresAt: Int64
    /// When a newer one took its place.
    var rotatedAt: Int64?

    init(hash: String, authorizationID: String, scope: Scope, issuedAt: Int64, expiresAt: Int64) {
        self.hash = hash
        self.authorizationID = authorizationID
        self.scope = scope
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    init(_ row: Row) {
        hash = row["hash"]
        authorizationID = row["authorization_id"]
        scope = Scope(row["scope"] as String)
        issuedAt = row["issued_at"]
        expiresAt = row["expires_at"]
        rotatedAt = row["rotated_at"]
    }

    static func find(_ token: String, in db: Database) throws -> RefreshToken? {
        try db.row("SELECT * FROM refresh_tokens WHERE hash = ?", [Secret.hash(token)]).map(RefreshToken.init)
    }

    func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO refresh_tokens (hash, authorization_id, scope, issued_at, expires_at) VALUES (?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, scope.text, issuedAt, expiresAt])
    }

    func markRotated(at time: Int64, in db: Database) throws {
        try db.run("UPDATE refresh_tokens SET rotated_at = ? WHERE hash = ?", [time, hash])
    }
}
