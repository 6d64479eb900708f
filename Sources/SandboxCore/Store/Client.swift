package import GRDB
package import JSONKit
package import OAuthCore

/// A registered client.
package struct Client: Sendable {
    /// The `client_id`.
    package var id: String
    /// The id of the user that the client belongs to.
    package var ownerID: String
    /// Nil for a public client. It is of SHA-256, but for a client that keys MACs of another hash by its secret.
    package var secretHash: String?
    /// The name that the consent page shows.
    package var name: String
    /// The redirect URIs that the client may use.
    package var redirectURIs: [String]
    /// The scopes that the client may ask for.
    package var scope: Scope
    /// When the client was registered, in milliseconds since 1970.
    package var createdAt: Int64
    /// What else is registered of it, under the names of RFC 7591 §2: an object with `token_endpoint_auth_method` and
    /// `jwks` where the client gave them.
    package var metadata: JSON

    /// A client, by default without further metadata.
    package init(
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

    /// Reads a row of the table `clients`.
    package init(_ row: Row) {
        id = row["id"]
        ownerID = row["owner_id"]
        secretHash = row["secret_hash"]
        name = row["name"]
        redirectURIs = Strings.decode(row["redirect_uris"])
        scope = Scope(row["scopes"] as String)
        createdAt = row["created_at"]
        metadata = (try? JSON(parsing: row["metadata"] as String)) ?? [:]
    }

    /// The stored client with a `client_id`; nil where there is none.
    package static func find(id: String, in db: Database) throws -> Client? {
        try db.row("SELECT * FROM clients WHERE id = ?", [id]).map(Client.init)
    }

    /// The clients that belong to a user, oldest first.
    package static func all(of owner: User, in db: Database) throws -> [Client] {
        try db.rows("SELECT * FROM clients WHERE owner_id = ? ORDER BY created_at, id", [owner.id]).map(Client.init)
    }

    /// Stores the client.
    ///
    /// - Throws: an error of the database, such as for an id that is there already.
    package func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO clients (id, owner_id, secret_hash, name, redirect_uris, scopes, created_at, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, ownerID, secretHash, name, Strings.encode(redirectURIs), scope.text, createdAt, metadata.text(),
            ])
    }

    /// Replaces the stored secret of the client by another one, of which the hash is given.
    package func setSecret(hash: String, in db: Database) throws {
        try db.run("UPDATE clients SET secret_hash = ? WHERE id = ?", [hash, id])
    }

    /// How it authenticates (RFC 7591 §2); nil for a client with a secret that did not name a method.
    package var authenticationMethod: String? {
        metadata["token_endpoint_auth_method"]?.string ?? (secretHash == nil ? "none" : nil)
    }

    /// The algorithm that it signs its assertions with (RFC 7591 §2, OpenID Connect Registration §2); nil where it did not
    /// say.
    package var assertionAlgorithm: String? { metadata["token_endpoint_auth_signing_alg"]?.string }

    /// The grant types that it is registered for; nil where it did not say, for all that are served (RFC 7591 §2).
    package var grants: [String]? { metadata["grant_types"]?.elements?.compactMap(\.string) }

    /// The actor that may act for the users of its tokens (RFC 8693 §4.4).
    package var mayAct: JSON? { metadata["may_act"] }

    /// Whether it has nothing to authenticate with (RFC 6749 §2.1).
    package var isPublic: Bool { authenticationMethod == "none" }

    /// As the API shows it, without a secret.
    package var json: JSON {
        JSON(present: [
            ("clientId", JSON(id)), ("name", JSON(name)), ("redirectUris", JSON(redirectURIs.map { JSON($0) })),
            ("scopes", JSON(scope.tokens.map { JSON($0) })),
            ("tokenEndpointAuthMethod", metadata["token_endpoint_auth_method"]),
            ("tokenEndpointAuthSigningAlg", metadata["token_endpoint_auth_signing_alg"]), ("jwks", metadata["jwks"]),
            ("grantTypes", metadata["grant_types"]), ("mayAct", metadata["may_act"]),
        ])
    }
}
