package import Diagnostics
package import GRDB
public import OAuthCore

/// One authorization: what was sent, and what came back through the browser.
public struct SessionAuthorization: Sendable, Equatable {
    /// The row's number; 0 before it is saved.
    public let id: Int64
    /// The provider, by its name in the session.
    public let provider: String
    /// The row of the client, if this session holds it.
    public let client: Int64?
    /// The `client_id` that was sent.
    public let clientID: String
    /// As it was sent.
    public let url: String
    /// The `state` that was sent; nil where none was.
    public let state: String?
    /// The `nonce` that was sent; nil where none was.
    public let nonce: String?
    /// The code verifier; nil where no challenge was sent (RFC 7636 §4.1).
    public let verifier: String?
    /// The code challenge that was sent; nil where none was.
    public let challenge: String?
    /// The `redirect_uri` that was sent; nil where none was.
    public let redirectURI: String?
    /// The scope that was asked for.
    public let scope: Scope
    /// When it was made, in milliseconds since 1970.
    public let createdAt: Int64
    /// The URL that the browser came back to; nil before the answer.
    public var callback: String?
    /// The authorization code; nil where none came.
    public var code: String?
    /// The `error` that came in place of a code (RFC 6749 §4.1.2.1).
    public var error: String?
    /// When the answer came, in milliseconds since 1970; nil before it.
    public var answeredAt: Int64?
    /// Who was to sign in, as `--as` said.
    public var user: String?

    /// An authorization of these values, which is not saved yet.
    package init(
        id: Int64, provider: String, client: Int64?, clientID: String, url: String, state: String?, nonce: String?,
        verifier: String?, challenge: String?, redirectURI: String?, scope: Scope, createdAt: Int64,
        callback: String? = nil, code: String? = nil, error: String? = nil, answeredAt: Int64? = nil,
        user: String? = nil
    ) {
        self.id = id
        self.provider = provider
        self.client = client
        self.clientID = clientID
        self.url = url
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
        self.challenge = challenge
        self.redirectURI = redirectURI
        self.scope = scope
        self.createdAt = createdAt
        self.callback = callback
        self.code = code
        self.error = error
        self.answeredAt = answeredAt
        self.user = user
    }
}

extension SessionStore {
    /// Saves an authorization before anything of it leaves; the given id is ignored.
    package func save(_ authorization: SessionAuthorization) throws(Diagnostic) -> SessionAuthorization {
        let id = try write("saving the authorization", .full) { database in
            try database.execute(
                sql: """
                    INSERT INTO authorization
                    (provider, client, clientID, url, state, nonce, verifier, challenge, redirectURI, scope, createdAt, user)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    authorization.provider, authorization.client, authorization.clientID, authorization.url,
                    authorization.state, authorization.nonce, authorization.verifier, authorization.challenge,
                    authorization.redirectURI, authorization.scope.text, authorization.createdAt,
                    authorization.user,
                ])
            try database.saveSecret(authorization.verifier, kind: "code_verifier", at: authorization.createdAt)
            return database.lastInsertedRowID
        }
        return try self.authorization(id) ?? authorization
    }

    /// Saves what came back: a code, or an error.
    package func saveAnswer(_ authorization: SessionAuthorization) throws(Diagnostic) {
        try write("saving the authorization response", .full) { database in
            try database.execute(
                sql: "UPDATE authorization SET callback = ?, code = ?, error = ?, answeredAt = ? WHERE id = ?",
                arguments: [
                    authorization.callback, authorization.code, authorization.error, authorization.answeredAt,
                    authorization.id,
                ])
            try database.saveSecret(authorization.code, kind: "code", at: authorization.answeredAt ?? 0)
        }
    }

    /// The authorization of this number; nil where there is none.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func authorization(_ id: Int64) throws(Diagnostic) -> SessionAuthorization? {
        try read("reading the authorization") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM authorization WHERE id = ?", arguments: [id])
                .map(SessionAuthorization.init)
        }
    }
}

extension SessionAuthorization {
    /// Reads a row of the table `authorization`.
    package init(_ row: Row) {
        self.init(
            id: row["id"], provider: row["provider"], client: row["client"], clientID: row["clientID"], url: row["url"],
            state: row["state"], nonce: row["nonce"], verifier: row["verifier"], challenge: row["challenge"],
            redirectURI: row["redirectURI"], scope: Scope(row["scope"] as String), createdAt: row["createdAt"],
            callback: row["callback"], code: row["code"], error: row["error"], answeredAt: row["answeredAt"],
            user: row["user"])
    }
}
