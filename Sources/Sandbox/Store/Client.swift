internal import GRDB
internal import JSONKit
internal import OAuthCore

/// A registered client.
struct Client: Sendable {
    var id: String
    var ownerID: String
    /// Nil for a public client.
    var secretHash: String?
    var name: String
    var redirectURIs: [String]
    var scope: Scope
    var createdAt: Int64
    /// What else is registered of it, under the names of RFC 7591 §2: an object with `token_endpoint_auth_method` and
    /// `jwks` where the client gave them.
    var metadata: JSON

    init(
        id: String, ownerID: String, secretHash: String?, name: String, redirectURIs: [String], scope: Scope,
        createdAt: Int64, metadata: JSON = [:]
    ) {
        self.id = id
        self.ownerID = ownerID
        self.secretHash = secretHash
        self.name = name
        self.redirectURIs = redirectURIs
        self.scope = scope
        self.createdAt = createdAt
        self.metadata = metadata
    }

    init(_ row: Row) {
        id = row["id"]
        ownerID = row["owner_id"]
        secretHash = row["secret_hash"]
        name = row["name"]
        redirectURIs = Strings.decode(row["redirect_uris"])
        scope = Scope(row["scopes"] as String)
        createdAt = row["created_at"]
        metadata = (try? JSON(parsing: row["metadata"] as String)) ?? [:]
    }

    static func find(id: String, in db: Database) throws -> Client? {
        try db.row("SELECT * FROM clients WHERE id = ?", [id]).map(Client.init)
    }

    static func all(of owner: User, in db: Database) throws -> [Client] {
        try db.rows("SELECT * FROM clients WHERE owner_id = ? ORDER BY created_at, id", [owner.id]).map(Client.init)
    }

    func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO clients (id, owner_id, secret_hash, name, redirect_uris, scopes, created_at, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, ownerID, secretHash, name, Strings.encode(redirectURIs), scope.text, createdAt, metadata.text(),
            ])
    }

    func setSecret(hash: String, in db: Database) throws {
        try db.run("UPDATE clients SET secret_hash = ? WHERE id = ?", [hash, id])
    }

    /// How it authenticates (RFC 7591 §2); nil for a client with a secret that did not name a method.
    var authenticationMethod: String? {
        metadata["token_endpoint_auth_method"]?.string ?? (secretHash == nil ? "none" : nil)
    }

    /// The grant types that it is registered for; nil where it did not say, for all that are served (RFC 7591 §2).
    var grants: [String]? { metadata["grant_types"]?.elements?.compactMap(\.string) }

    /// The actor that may act for the users of its tokens (RFC 8693 §4.4).
    var mayAct: JSON? { metadata["may_act"] }

    /// Whether it has nothing to authenticate with (RFC 6749 §2.1).
    var isPublic: Bool { authenticationMethod == "none" }

    /// As the API shows it, without a secret.
    var json: JSON {
        JSON(present: [
            ("clientId", JSON(id)), ("name", JSON(name)), ("redirectUris", JSON(redirectURIs.map { JSON($0) })),
            ("scopes", JSON(scope.tokens.map { JSON($0) })),
            ("tokenEndpointAuthMethod", metadata["token_endpoint_auth_method"]), ("jwks", metadata["jwks"]),
            ("grantTypes", metadata["grant_types"]), ("mayAct", metadata["may_act"]),
        ])
    }
}
