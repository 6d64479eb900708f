package import Diagnostics
internal import GRDB
internal import JSONKit
package import OAuthCore

/// A client as it was registered from some moment on.
package struct ClientVersion: Sendable, Equatable {
    /// The client as it was registered then.
    package var registration: ClientRegistration
    /// Milliseconds since 1970.
    package var since: Int64
    /// Who said so.
    package var origin: Origin
    /// The exchange that told of it.
    package var exchange: Int64?

    /// A state of a client; `since` is in milliseconds since 1970.
    package init(registration: ClientRegistration, since: Int64, origin: Origin, exchange: Int64? = nil) {
        self.registration = registration
        self.since = since
        self.origin = origin
        self.exchange = exchange
    }

    /// Who says so.
    package enum Origin: String, Sendable {
        /// The server's answer to a registration, a reset or a listing.
        case server
        /// The user, who added what is registered elsewhere.
        case user
    }
}

/// Each state of a client, so that what was sent can be held against what was registered then.
extension SessionStore {
    /// The clients of a provider, oldest state first; of many the newest.
    package func clientVersions(of provider: String, limit: Int = 300) throws(Diagnostic) -> [ClientVersion] {
        try read("reading the clients") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM clientVersion WHERE provider = ? ORDER BY id DESC LIMIT ?",
                arguments: [provider, limit]
            ).reversed().map(ClientVersion.init)
        }
    }
}

extension Database {
    /// Keeps the client as it is now.
    func saveVersion(ofClient id: Int64, at time: Int64, exchange: Int64?) throws {
        try execute(
            sql: """
                INSERT INTO clientVersion
                (provider, clientID, secret, authenticationMethod, redirectURIs, scope, since, origin, exchange)
                SELECT provider, clientID, credential.value, authenticationMethod, redirectURIs, scope, ?, ?, ?
                FROM client LEFT JOIN credential ON credential.client = client.id AND kind = 'client_secret'
                WHERE client.id = ?
                """,
            arguments: [
                time, (exchange == nil ? ClientVersion.Origin.user : .server).rawValue, exchange, id,
            ])
    }
}

extension ClientVersion {
    fileprivate init(_ row: Row) {
        let redirectURIs = (try? JSON(parsing: row["redirectURIs"] as String))?.texts ?? []
        self.init(
            registration: ClientRegistration(
                id: row["clientID"], secret: row["secret"], authenticationMethod: row["authenticationMethod"],
                redirectURIs: redirectURIs, scope: Scope(row["scope"] as String)),
            since: row["since"], origin: Origin(rawValue: row["origin"]) ?? .user, exchange: row["exchange"])
    }
}
