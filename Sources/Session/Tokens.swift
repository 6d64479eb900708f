package import Diagnostics
package import GRDB
internal import JSONKit
public import OAuthCore

/// A set of tokens with its lineage.
public struct SessionToken: Sendable, Equatable {
    /// The row's number; 0 before it is saved.
    public let id: Int64
    /// The provider, by its name in the session.
    public let provider: String
    /// The number of the client; nil where the session does not hold it.
    public let client: Int64?
    /// The number of the authorization; nil for a grant without one.
    public let authorization: Int64?
    /// The set that it came of: the one that was refreshed, or whose token was exchanged.
    public let parent: Int64?
    /// The exchange that brought it.
    public let exchange: Int64?
    /// The `grant_type` that brought it.
    public let grantType: String
    /// The tokens.
    public let tokens: TokenSet
    /// When it was revoked, in milliseconds since 1970; nil where it was not.
    public var revokedAt: Int64?

    /// A set of tokens of these values, which is not saved yet.
    package init(
        id: Int64, provider: String, client: Int64?, authorization: Int64?, parent: Int64?, exchange: Int64?,
        grantType: String, tokens: TokenSet, revokedAt: Int64? = nil
    ) {
        self.id = id
        self.provider = provider
        self.client = client
        self.authorization = authorization
        self.parent = parent
        self.exchange = exchange
        self.grantType = grantType
        self.tokens = tokens
        self.revokedAt = revokedAt
    }
}

extension SessionToken {
    /// Whether it came by a refresh of its ``parent``.
    public var isRefreshed: Bool { parent != nil && grantType == "refresh_token" }
}

extension SessionStore {
    /// Saves a set of tokens; the given id is ignored.
    package func save(_ token: SessionToken) throws(Diagnostic) -> SessionToken {
        let tokens = token.tokens
        let id = try write("saving the tokens", .full) { database in
            try database.execute(
                sql: """
                    INSERT INTO token (provider, client, authorization, parent, exchange, grantType, accessToken, tokenType,
                    refreshToken, idToken, scope, scopeIsStated, expiresIn, receivedAt, extra, refreshExpiresAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    token.provider, token.client, token.authorization, token.parent, token.exchange, token.grantType,
                    tokens.accessToken, tokens.tokenType, tokens.refreshToken, tokens.idToken, tokens.scope.text,
                    tokens.scopeIsStated, tokens.expiresIn, tokens.receivedAt, tokens.extra.text(),
                    tokens.refreshExpiresAt,
                ])
            let id = database.lastInsertedRowID
            try database.saveSecret(tokens.accessToken, kind: "access_token", at: tokens.receivedAt)
            try database.saveSecret(tokens.refreshToken, kind: "refresh_token", at: tokens.receivedAt)
            try database.saveSecret(tokens.idToken, kind: "id_token", at: tokens.receivedAt)
            return id
        }
        return try self.token(id) ?? token
    }

    /// The sets of a provider.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func tokens(of provider: String) throws(Diagnostic) -> [SessionToken] {
        try read("reading the tokens") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM token WHERE provider = ? ORDER BY id", arguments: [provider])
                .map(SessionToken.init)
        }
    }

    /// The set of this number; nil where there is none.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func token(_ id: Int64) throws(Diagnostic) -> SessionToken? {
        try read("reading the tokens") { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM token WHERE id = ?")
            return try Row.fetchOne(statement, arguments: [id]).map(SessionToken.init)
        }
    }

    /// Marks every set that holds this token as revoked.
    package func markRevoked(_ value: String, at time: Int64) throws(Diagnostic) {
        try write("saving the revocation") { database in
            try database.execute(
                sql: "UPDATE token SET revokedAt = ? WHERE accessToken = ? OR refreshToken = ?",
                arguments: [time, value, value])
        }
    }
}

extension SessionToken {
    /// Reads a row of the table `token`.
    package init(_ row: Row) {
        let extra = (try? JSON(parsing: row["extra"] as String)) ?? [:]
        var tokens = TokenSet(
            accessToken: row["accessToken"], tokenType: row["tokenType"], refreshToken: row["refreshToken"],
            idToken: row["idToken"], scope: Scope(row["scope"] as String), scopeIsStated: row["scopeIsStated"],
            expiresIn: row["expiresIn"], receivedAt: row["receivedAt"], extra: extra)
        tokens.refreshExpiresAt = row["refreshExpiresAt"]
        self.init(
            id: row["id"], provider: row["provider"], client: row["client"], authorization: row["authorization"],
            parent: row["parent"], exchange: row["exchange"], grantType: row["grantType"], tokens: tokens,
            revokedAt: row["revokedAt"])
    }
}
