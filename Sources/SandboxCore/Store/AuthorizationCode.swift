package import GRDB
package import OAuthCore

/// A stored code, with what it is bound to.
package struct AuthorizationCode: Sendable {
    /// The hash under which the code is stored, which is not stored itself.
    package var hash: String
    /// The id of the authorization that the code belongs to.
    package var authorizationID: String
    /// As the authorization request named it; nil where it named none.
    package var redirectURI: String?
    /// The `code_challenge` of the authorization request, by the method `S256` (RFC 7636 §4.3).
    package var challenge: String
    /// The scope that the user allowed.
    package var scope: Scope
    /// When the code ends, in milliseconds since 1970.
    package var expiresAt: Int64
    /// When the code was redeemed, in milliseconds since 1970; nil where it was not.
    package var usedAt: Int64?

    /// A code that is not redeemed; `expiresAt` is in milliseconds since 1970.
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

    /// Reads a row of the table `codes`.
    package init(_ row: Row) {
        hash = row["hash"]
        authorizationID = row["authorization_id"]
        redirectURI = row["redirect_uri"]
        challenge = row["challenge"]
        scope = Scope(row["scope"] as String)
        expiresAt = row["expires_at"]
        usedAt = row["used_at"]
    }

    /// The stored code whose hash is that of a code in clear; nil where there is none. It may have ended or be
    /// redeemed.
    package static func find(_ code: String, in db: Database) throws -> AuthorizationCode? {
        try db.row("SELECT * FROM codes WHERE hash = ?", [Secret.hash(code)]).map(AuthorizationCode.init)
    }

    /// Stores the code.
    ///
    /// - Throws: an error of the database, such as for a hash that is there already.
    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO codes (hash, authorization_id, redirect_uri, challenge, scope, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [hash, authorizationID, redirectURI, challenge, scope.text, expiresAt])
    }

    /// Marks the code as redeemed at a time in milliseconds since 1970, so that a second use shows (RFC 6749 §4.1.2).
    package func markUsed(at time: Int64, in db: Database) throws {
        try db.run("UPDATE codes SET used_at = ? WHERE hash = ?", [time, hash])
    }
}
