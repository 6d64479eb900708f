package import GRDB
package import JSONKit

/// That a user allowed a client something: what a code and all tokens that come of it belong to.
package struct Authorization: Sendable {
    /// The random identifier with the prefix `auth_`.
    package var id: String
    /// The id of the client that is authorized.
    package var clientID: String
    /// The id of the user who authorized it, or of the client's owner where no user takes part.
    package var userID: String
    /// The `nonce` of the authorization request (OpenID Connect Core §3.1.2.1); nil where it sent none.
    package var nonce: String?
    /// When the user signed in.
    package var authTime: Int64
    /// When the authorization was made, in milliseconds since 1970.
    package var createdAt: Int64
    /// When the authorization was revoked, which ends all its tokens, in milliseconds since 1970; nil where it was not.
    package var revokedAt: Int64?
    /// The client that its tokens are about, where they are not about the user: then the user is the client's owner.
    package var subject: String?
    /// Who acts for the subject, with those who did before (RFC 8693 §4.1).
    package var actor: JSON?
    /// Who may act for the subject (RFC 8693 §4.4).
    package var mayAct: JSON?
    /// The ids of the resources that tokens were allowed for; empty for the sandbox's own API.
    package var audience: [String] = []

    /// When the user signed in; nil where it is about a client.
    package var userAuthTime: Int64? { subject == nil ? .some(authTime) : Int64?.none }

    /// The `sub` of its tokens.
    package var sub: String { subject ?? userID }

    /// An authorization that is not revoked and not stored; the times are in milliseconds since 1970.
    package init(id: String, clientID: String, userID: String, nonce: String?, authTime: Int64, createdAt: Int64) {
        self.id = id
        self.clientID = clientID
        self.userID = userID
        self.nonce = nonce
        self.authTime = authTime
        self.createdAt = createdAt
    }

    /// Reads a row of the table `authorizations`; nil for no row.
    package init?(_ row: Row?) {
        guard let row else { return nil }
        id = row["id"]
        clientID = row["client_id"]
        userID = row["user_id"]
        nonce = row["nonce"]
        authTime = row["auth_time"]
        createdAt = row["created_at"]
        revokedAt = row["revoked_at"]
        subject = row["subject"]
        actor = (row["actor"] as String?).flatMap { try? JSON(parsing: $0) }
        mayAct = (row["may_act"] as String?).flatMap { try? JSON(parsing: $0) }
        audience = Strings.decode(row["audience"])
    }

    /// The stored authorization with an id; nil where there is none. It may be revoked.
    package static func find(id: String, in db: Database) throws -> Authorization? {
        Authorization(try db.row("SELECT * FROM authorizations WHERE id = ?", [id]))
    }

    /// Stores the authorization.
    ///
    /// - Throws: an error of the database, such as for an id that is there already.
    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO authorizations
                (id, client_id, user_id, nonce, auth_time, created_at, subject, actor, may_act, audience)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, clientID, userID, nonce, authTime, createdAt, subject, actor?.text(), mayAct?.text(),
                Strings.encode(audience),
            ])
    }

    /// Ends every token that came of it.
    package static func revoke(id: String, at time: Int64, in db: Database) throws {
        try db.run("UPDATE authorizations SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [time, id])
    }
}
