internal import Diagnosis
internal import Diagnostics
internal import GRDB
internal import JSONKit
internal import OAuthCore

/// Each state of a client, so that what was sent can be held against what was registered then.
extension SessionStore {
    /// The clients of a provider, oldest state first; of many the newest.
    func clientVersions(of provider: String, limit: Int = 300) throws(Diagnostic) -> [RecordedClient] {
        try read("reading the clients") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM clientVersion WHERE provider = ? ORDER BY id DESC LIMIT ?",
                arguments: [provider, limit]
            ).reversed().map(RecordedClient.init)
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
                SELECT provider, clientID, secret, authenticationMethod, redirectURIs, scope, ?, ?, ? FROM client
                WHERE id = ?
                """,
            arguments: [
                time, (exchange == nil ? RecordedClient.Origin.user : .server).rawValue, exchange, id,
            ])
    }
}

extension RecordedClient {
    fileprivate init(_ row: Row) {
        let redirectURIs = (try? JSON(parsing: row["redirectURIs"] as String))?.texts ?? []
        self.init(
            registration: ClientRegistration(
                id: row["clientID"], secret: row["secret"], authenticationMethod: row["authenticationMethod"],
                redirectURIs: redirectURIs, scope: Scope(row["scope"] as String)),
            since: row["since"], origin: Origin(rawValue: row["origin"]) ?? .user, exchange: row["exchange"])
    }
}
