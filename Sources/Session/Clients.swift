package import Diagnostics
internal import GRDB
internal import JSONKit
public import OAuthCore

/// A client as this session holds it.
public struct SessionClient: Sendable, Equatable {
    /// The row's number.
    public let id: Int64
    /// The provider, by its name in the session.
    public let provider: String
    /// What is registered, with the secret where it is known.
    public var registration: ClientRegistration
    /// Milliseconds since 1970.
    public let createdAt: Int64

    /// A client of these values, which is not saved.
    package init(id: Int64, provider: String, registration: ClientRegistration, createdAt: Int64) {
        self.id = id
        self.provider = provider
        self.registration = registration
        self.createdAt = createdAt
    }

    /// What people call it: its name, else its identifier.
    public var label: String { registration.name ?? registration.id }
}

extension SessionStore {
    /// Saves a client; one that is known by its identifier is replaced.
    ///
    /// - Parameter exchange: the exchange in which the server told of it; nil where the user says so.
    package func save(
        _ registration: ClientRegistration, provider: String, at time: Int64, exchange: Int64? = nil
    ) throws(Diagnostic) -> SessionClient {
        let redirectURIs = JSON(registration.redirectURIs.map { JSON($0) }).text()
        let saved = try write("saving the client", .full) { database in
            try database.execute(
                sql: """
                    INSERT INTO client
                    (provider, clientID, name, authenticationMethod, redirectURIs, scope, proof, createdAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET name = excluded.name,
                    authenticationMethod = coalesce(excluded.authenticationMethod, authenticationMethod),
                    redirectURIs = excluded.redirectURIs, scope = excluded.scope,
                    proof = coalesce(excluded.proof, proof)
                    """,
                arguments: [
                    provider, registration.id, registration.name, registration.authenticationMethod, redirectURIs,
                    registration.scope.text, registration.proof, time,
                ])
            let id =
                try Int64.fetchOne(
                    database, sql: "SELECT id FROM client WHERE provider = ? AND clientID = ?",
                    arguments: [provider, registration.id]) ?? 0
            for credential in registration.credentials { try database.save(credential, ofClient: id, at: time) }
            try database.saveVersion(ofClient: id, at: time, exchange: exchange)
            return try database.client(id)
        }
        return saved ?? SessionClient(id: 0, provider: provider, registration: registration, createdAt: time)
    }

    /// Saves a credential in place of the one of its kind.
    ///
    /// - Parameter exchange: the exchange that brought it.
    package func save(
        _ credential: Credential, of client: SessionClient, at time: Int64, exchange: Int64? = nil
    ) throws(Diagnostic) {
        try write("saving the \(credential.kind.title)", .full) { database in
            try database.save(credential, ofClient: client.id, at: time)
            try database.saveVersion(ofClient: client.id, at: time, exchange: exchange)
        }
    }

    /// Those of every provider.
    package func clients() throws(Diagnostic) -> [SessionClient] {
        try read("reading the clients") { try $0.clients("1 ORDER BY provider, id") }
    }

    /// The clients of a provider.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func clients(of provider: String) throws(Diagnostic) -> [SessionClient] {
        try read("reading the clients") { try $0.clients("provider = ? ORDER BY id", [provider]) }
    }

    /// The client of this number; nil where there is none.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func client(_ id: Int64) throws(Diagnostic) -> SessionClient? {
        try read("reading the client") { try $0.client(id) }
    }

    /// Forgets a client; its authorizations and tokens stay.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func deleteClient(_ id: Int64) throws(Diagnostic) {
        try write("forgetting the client") { try $0.execute(sql: "DELETE FROM client WHERE id = ?", arguments: [id]) }
    }
}

extension Database {
    func client(_ id: Int64) throws -> SessionClient? { try clients("id = ?", [id]).first }

    /// The clients of this condition, each with its credentials.
    fileprivate func clients(_ condition: String, _ arguments: StatementArguments = []) throws -> [SessionClient] {
        try Row.fetchAll(self, sql: "SELECT * FROM client WHERE \(condition)", arguments: arguments).map { row in
            SessionClient(row, credentials: try credentials(ofClient: row["id"]))
        }
    }

    /// In the order in which the kinds were first given; none whose value is sealed, and none of a kind that this version
    /// does not know.
    private func credentials(ofClient id: Int64) throws -> [Credential] {
        try Row.fetchAll(
            self, sql: "SELECT kind, value FROM credential WHERE client = ? AND value IS NOT NULL ORDER BY id",
            arguments: [id]
        ).compactMap { row in
            CredentialKind.named(row["kind"]).map { Credential($0, row["value"]) }
        }
    }

    fileprivate func save(_ credential: Credential, ofClient id: Int64, at time: Int64) throws {
        try execute(
            sql: """
                INSERT INTO credential (client, kind, value) VALUES (?, ?, ?)
                ON CONFLICT (client, kind) DO UPDATE SET value = excluded.value
                """,
            arguments: [id, credential.kind.name, credential.value])
        try execute(sql: "UPDATE client SET secretChangedAt = ? WHERE id = ?", arguments: [time, id])
        for secret in credential.secrets { try saveSecret(secret, kind: credential.kind.name, at: time) }
    }

    /// Makes credentials of the secrets that clients had before there were credentials.
    func moveSecretsToCredentials() throws {
        try execute(
            sql: """
                INSERT INTO credential (client, kind, value)
                SELECT id, 'client_secret', secret FROM client WHERE secret IS NOT NULL
                ON CONFLICT (client, kind) DO UPDATE SET value = excluded.value;
                UPDATE client SET secret = NULL WHERE secret IS NOT NULL;
                """)
    }
}

extension SessionClient {
    fileprivate init(_ row: Row, credentials: [Credential]) {
        let redirectURIs = (try? JSON(parsing: row["redirectURIs"] as String))?.elements?.compactMap(\.string) ?? []
        self.init(
            id: row["id"], provider: row["provider"],
            registration: ClientRegistration(
                id: row["clientID"], credentials: credentials, authenticationMethod: row["authenticationMethod"],
                redirectURIs: redirectURIs, scope: Scope(row["scope"] as String), name: row["name"],
                proof: row["proof"]),
            createdAt: row["createdAt"])
    }
}
