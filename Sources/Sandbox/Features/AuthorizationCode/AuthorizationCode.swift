internal import GRDB
internal import OAuthCore

/// A stored code, with what it is bound to.
struct AuthorizationCode: Sendable {
    var hash: String
    var authorizationID: String
    /// As the authorization request named it; nil where it named none.
    var redirectURI: String?
    var challenge: String
    var scope: Scope
    var expiresAt: Int64
    var usedAt: Int64?

    init(
        hash: String, authorizationID: String, redirectURI: String?, challenge: String, scope: Scope, expiresAt: Int64
    ) {
        self.hash = hash
        self.authorizationID = authorizationID
        self.redirectURI = redirectURI
        self.challenge = challenge
        self.scope = scope
        self.expiresAt = expiresAt
    }

    init(_ row: Row) {
        hash = row["hash"]
        authorizationID = row["authorization_id"]
        redirectURI = row["redirect_uri"]
        challenge = row["challenge"]
        scope = Scope(row["scope"] as String)
        expiresAt = row["expires_at"]
        usedAt = row["used_at"]
    }

    static func find(_ code: String, in db: Database) throws -> AuthorizationCode? {
        try db.row("SELECT * FROM codes WHERE hash = ?", [Secret.hash(code)]).map(AuthorizationCode.init)
    }

    func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO codes (hash, authorization_id, redirect_uri, challenge, scope, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, redirectURI, challenge, scope.text, expiresAt])
    }

    func markUsed(at time: Int64, in db: Database) throws {
        try db.run("UPDATE codes SET used_at = ? WHERE hash = ?", [time, hash])
    }
}
