package import Diagnostics
internal import GRDB
package import Redaction

/// Every value that must never be shown, wherever it turns up.
extension SessionStore {
    /// The values alone.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func secrets() throws(Diagnostic) -> [String] {
        try read("reading the session") { try String.fetchAll($0, sql: "SELECT value FROM secret") }
    }

    /// With what each is, in the order in which they were learned.
    package func namedSecrets() throws(Diagnostic) -> [FoundSecret] {
        try read("reading the session") { database in
            try Row.fetchAll(database, sql: "SELECT kind, value FROM secret ORDER BY learnedAt, kind, value").map {
                FoundSecret(kind: $0["kind"], value: $0["value"])
            }
        }
    }

    /// Saves secrets that were found; those that are known already stay as they are.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func saveSecrets(_ secrets: [FoundSecret], at time: Int64) throws(Diagnostic) {
        guard !secrets.isEmpty else { return }
        try write("saving the session", .full) { database in
            for secret in secrets { try database.saveSecret(secret.value, kind: secret.kind, at: time) }
        }
    }
}

extension Database {
    func markSecret(_ value: String, at time: Int64) throws {
        try execute(
            sql: "INSERT INTO secret VALUES (?, 'marked', ?) ON CONFLICT DO UPDATE SET kind = excluded.kind",
            arguments: [value, time])
    }

    func saveSecret(_ value: String?, kind: String, at time: Int64) throws {
        guard let value, !value.isEmpty else { return }
        try cachedStatement(sql: "INSERT OR IGNORE INTO secret VALUES (?, ?, ?)").execute(arguments: [
            value, kind, time,
        ])
    }
}
