internal import Diagnostics
internal import GRDB

/// A command that failed, and what it left behind.
struct SessionFailure: Sendable, Equatable {
    var at: Int64
    /// The diagnostic's stable name.
    var code: String
    var command: String
    /// As it was typed, with every secret masked.
    var line: String
    var provider: String
    var exchange: Int64?
    var authorization: Int64?
    var token: Int64?
}

extension SessionStore {
    func save(_ failure: SessionFailure) throws(Diagnostic) {
        try write("saving the failure") { database in
            try database.execute(
                sql: """
                    INSERT INTO failure (at, code, command, line, provider, exchange, authorization, token)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    failure.at, failure.code, failure.command, failure.line, failure.provider, failure.exchange,
                    failure.authorization, failure.token,
                ])
        }
    }

    func lastFailure() throws(Diagnostic) -> SessionFailure? {
        try read("reading the failures") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM failure ORDER BY id DESC LIMIT 1").map(SessionFailure.init)
        }
    }

    func failure(ofExchange number: Int64) throws(Diagnostic) -> SessionFailure? {
        try read("reading the failures") { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM failure WHERE exchange = ? ORDER BY id DESC LIMIT 1", arguments: [number]
            ).map(SessionFailure.init)
        }
    }
}

extension SessionFailure {
    fileprivate init(_ row: Row) {
        self.init(
            at: row["at"], code: row["code"], command: row["command"], line: row["line"], provider: row["provider"],
            exchange: row["exchange"], authorization: row["authorization"], token: row["token"])
    }
}
