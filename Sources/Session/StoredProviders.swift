package import Diagnostics
internal import GRDB
internal import JSONKit
package import Providers

extension SessionStore {
    /// Saves a provider; one of the same name is replaced.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func save(_ provider: Provider, at time: Int64) throws(Diagnostic) {
        try write("saving the provider", .full) { database in
            try database.execute(
                sql: "INSERT INTO provider VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json",
                arguments: [provider.name, provider.json.text(), time])
            try database.saveSecret(provider.key, kind: "api_key", at: time)
        }
    }

    /// The providers that the user has added or changed.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func providers() throws(Diagnostic) -> [Provider] {
        try read("reading the providers") { database in
            try String.fetchAll(database, sql: "SELECT json FROM provider ORDER BY name")
                .compactMap { (try? JSON(parsing: $0)).flatMap(Provider.init(json:)) }
        }
    }

    /// The provider of this name; nil where the session has none of its own.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func provider(_ name: String) throws(Diagnostic) -> Provider? {
        try read("reading the providers") { database in
            let statement = try database.cachedStatement(sql: "SELECT json FROM provider WHERE name = ?")
            return try String.fetchOne(statement, arguments: [name])
                .flatMap { try? JSON(parsing: $0) }.flatMap(Provider.init(json:))
        }
    }

    /// Forgets a provider.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func deleteProvider(_ name: String) throws(Diagnostic) {
        try write("forgetting the provider") {
            try $0.execute(sql: "DELETE FROM provider WHERE name = ?", arguments: [name])
        }
    }
}
