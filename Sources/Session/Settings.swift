package import Diagnostics
internal import GRDB

/// What is chosen at the moment, and the key of the fingerprints: small named texts.
extension SessionStore {
    /// The value of a setting; nil where it is not set.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func setting(_ name: String) throws(Diagnostic) -> String? {
        try read("reading the session") { database in
            // Asked before every command: whether the session is locked.
            let statement = try database.cachedStatement(sql: "SELECT value FROM setting WHERE name = ?")
            return try String.fetchOne(statement, arguments: [name])
        }
    }

    /// Sets a setting, or takes it out with nil.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func set(_ name: String, to value: String?) throws(Diagnostic) {
        try write("saving the session") { database in
            if let value {
                try database.execute(
                    sql: "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                    arguments: [name, value])
            } else {
                try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
            }
        }
    }

    /// The setting, or the given one from now on; two prompts agree on the one that came first.
    package func setting(_ name: String, orNew value: String) throws(Diagnostic) -> String {
        if let known = try setting(name) { return known }
        return try write("saving the session", .full) { database in
            try database.execute(sql: "INSERT OR IGNORE INTO setting VALUES (?, ?)", arguments: [name, value])
            return try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
                ?? value
        }
    }
}
