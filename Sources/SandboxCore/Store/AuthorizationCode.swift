package import GRDB
package import OAuthCore

/// A stored code, with what it is bound to.
package struct AuthorizationCode: Sendable {
    package var hash: String
    package var authorizationID: String
    /// As the authorization request named it; nil where it named none.
    package var redirectURI: String?
    package var challenge: String
    package var scope: Scope
    package var expiresAt: Int64
    package var usedAt: Int64?

    package init(
        hash: String, authorizationID: String, redirectURI: String?, challenge: String, scope: Scope, expiresAt: Int64
    ) {
        self.hash = hash
        self.authorizationID = authorizationID
        self.redirectURI = redirectURI
        self.challenge = challenge
        self.scope = scope
        self.expiresAt = expiresAt
    }

    package init(_ row: Row) {
        hash = row["hash"]
        authorizationID = row["authorization_id"]
        redirectURI = row["redirect_uri"]
        challenge = row["challenge"]
        scope = Scope(row["scope"] as String)
        expiresAt = row["expires_at"]
        usedAt = row["used_at"]
    }

    package static func find(_ code: String, in db: Database) throws -> AuthorizationCode? {
        try db.row("SELECT * FROM codes WHERE hash = ?", [Secret.hash(code)]).map(AuthorizationCode.init)
    }

    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO codes (hash, authorization_id, redirect_uri, challenge, scope, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, redirectURI, challenge, scope.text, expiresAt])
    }

    package func markUsed(at time: Int64, in db: Database) throws {
        try db.run("UPDATE codes SET used_at = ? WHERE hash = ?", [time, hash])
    }
}
