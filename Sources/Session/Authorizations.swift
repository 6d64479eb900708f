package import Diagnostics
package import GRDB
public import OAuthCore

/// One authorization: what was sent, and what came back through the browser.
public struct SessionAuthorization: Sendable, Equatable {
    public let id: Int64
    public let provider: String
    /// The row of the client, if this session holds it.
    public let client: Int64?
    public let clientID: String
    /// As it was sent.
    public let url: String
    public let state: String?
    public let nonce: String?
    public let verifier: String?
    public let challenge: String?
    public let redirectURI: String?
    public let scope: Scope
    public let createdAt: Int64
    public var callback: String?
    public var code: String?
    public var error: String?
    public var answeredAt: Int64?
    /// Who was to sign in, as `--as` said.
    public var user: String?

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

    package func authorization(_ id: Int64) throws(Diagnostic) -> SessionAuthorization? {
        try read("reading the authorization") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM authorization WHERE id = ?", arguments: [id])
                .map(SessionAuthorization.init)
        }
    }
}

extension SessionAuthorization {
    package init(_ row: Row) {
        self.init(
            id: row["id"], provider: row["provider"], client: row["client"], clientID: row["clientID"], url: row["url"],
            state: row["state"], nonce: row["nonce"], verifier: row["verifier"], challenge: row["challenge"],
            redirectURI: row["redirectURI"], scope: Scope(row["scope"] as String), createdAt: row["createdAt"],
            callback: row["callback"], code: row["code"], error: row["error"], answeredAt: row["answeredAt"],
            user: row["user"])
    }
}
