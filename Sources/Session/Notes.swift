package import Diagnostics
internal import GRDB

/// What plugins have said of exchanges, masked as it was shown.
extension SessionStore {
    /// Saves what plugins said of an exchange, masked already.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func save(notes: [String], of exchange: Int64) throws(Diagnostic) {
        guard !notes.isEmpty else { return }
        try write("saving the notes") { database in
            for note in notes {
                try database.execute(
                    sql: "INSERT INTO note (exchange, text) VALUES (?, ?)", arguments: [exchange, note])
            }
        }
    }

    /// What plugins said of an exchange, in its order.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func notes(of exchange: Int64) throws(Diagnostic) -> [String] {
        try read("reading the notes") { database in
            try String.fetchAll(
                database, sql: "SELECT text FROM note WHERE exchange = ? ORDER BY id", arguments: [exchange])
        }
    }
}
