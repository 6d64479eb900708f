package import Diagnostics
internal import GRDB

/// What plugins have said of exchanges, masked as it was shown.
extension SessionStore {
    package func save(notes: [String], of exchange: Int64) throws(Diagnostic) {
        guard !notes.isEmpty else { return }
        try write("saving the notes") { database in
            for note in notes {
                try database.execute(
                    sql: "INSERT INTO note (exchange, text) VALUES (?, ?)", arguments: [exchange, note])
            }
        }
    }

    package func notes(of exchange: Int64) throws(Diagnostic) -> [String] {
        try read("reading the notes") { database in
            try String.fetchAll(
                database, sql: "SELECT text FROM note WHERE exchange = ? ORDER BY id", arguments: [exchange])
        }
    }
}
