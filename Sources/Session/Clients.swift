package import Diagnostics
internal import GRDB
internal import JSONKit
public import OAuthCore

/// A client as this session holds it.
public struct SessionClient: Sendable, Equatable {
    public let id: Int64
    public let provider: String
    public var registration: ClientRegistration
    /// Milliseconds since 1970.
    public let createdAt: Int64

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
        let id = try write("saving the client", .full) { database in
            try database.execute(
                sql: """
                    INSERT INTO client (provider, clientID, secret, name, authenticationMethod, redirectURIs, scope, createdAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET secret = coalesce(excluded.secret, secret), name = excluded.name,
                    authenticationMethod = coalesce(excluded.authenticationMethod, authenticationMethod),
                    redirectURIs = excluded.redirectURIs, scope = excluded.scope
                    """,
                arguments: [
                    provider, registration.id, registration.secret, registration.name,
                    registration.authenticationMethod,
                    redirectURIs, registration.scope.text, time,
                ])
            try database.saveSecret(registration.secret, kind: "client_secret", at: time)
            let id = try Int64.fetchOne(
                database, sql: "SELECT id FROM client WHERE provider = ? AND clientID = ?",
                arguments: [provider, registration.id])
            try database.saveVersion(ofClient: id ?? 0, at: time, exchange: exchange)
            return id ?? 0
        }
        return SessionClient(id: id, provider: provider, registration: registration, createdAt: time)
    }

    /// - Parameter exchange: the exchange that brought it.
    package func saveSecret(
        _ secret: String, of client: SessionClient, at time: Int64, exchange: Int64? = nil
    ) throws(Diagnostic) {
        try write("saving the client secret", .full) { database in
            try database.execute(
                sql: "UPDATE client SET secret = ?, secretChangedAt = ? WHERE id = ?",
                arguments: [secret, time, client.id])
            try database.saveSecret(secret, kind: "client_secret", at: time)
            try database.saveVersion(ofClient: client.id, at: time, exchange: exchange)
        }
    }

    /// Those of every provider.
    package func clients() throws(Diagnostic) -> [SessionClient] {
        try read("reading the clients") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM client ORDER BY provider, id").map(SessionClient.init)
        }
    }

    package func clients(of provider: String) throws(Diagnostic) -> [SessionClient] {
        try read("reading the clients") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM client WHERE provider = ? ORDER BY id", arguments: [provider]
            )
            .map(SessionClient.init)
        }
    }

    package func client(_ id: Int64) throws(Diagnostic) -> SessionClient? {
        try read("reading the client") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM client WHERE id = ?", arguments: [id]).map(
                SessionClient.init)
        }
    }

    package func deleteClient(_ id: Int64) throws(Diagnostic) {
        try write("forgetting the client") { try $0.execute(sql: "DELETE FROM client WHERE id = ?", arguments: [id]) }
    }
}

extension SessionClient {
    init(_ row: Row) {
        let redirectURIs = (try? JSON(parsing: row["redirectURIs"] as String))?.elements?.compactMap(\.string) ?? []
        self.init(
            id: row["id"], provider: row["provider"],
            registration: ClientRegistration(
                id: row["clientID"], secret: row["secret"], authenticationMethod: row["authenticationMethod"],
                redirectURIs: redirectURIs, scope: Scope(row["scope"] as String), name: row["name"]),
            createdAt: row["createdAt"])
    }
}
