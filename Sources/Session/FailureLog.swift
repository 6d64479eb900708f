package import Diagnostics
internal import GRDB

/// A command that failed, and what it left behind.
package struct SessionFailure: Sendable, Equatable {
    /// When it failed, in milliseconds since 1970.
    package var at: Int64
    /// The diagnostic's stable name.
    package var code: String
    /// The command's name.
    package var command: String
    /// As it was typed, with every secret masked.
    package var line: String
    /// The provider that was in use.
    package var provider: String
    /// The number of the exchange that it sent; nil where it sent none.
    package var exchange: Int64?
    /// The number of the authorization that it was about.
    package var authorization: Int64?
    /// The number of the token that it was about.
    package var token: Int64?

    /// A failure of these values; `at` is in milliseconds since 1970.
    package init(
        at: Int64, code: String, command: String, line: String, provider: String, exchange: Int64? = nil,
        authorization: Int64? = nil, token: Int64? = nil
    ) {
        self.at = at
        self.code = code
        self.command = command
        self.line = line
        self.provider = provider
        self.exchange = exchange
        self.authorization = authorization
        self.token = token
    }
}

extension SessionStore {
    /// Saves a failure.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func save(_ failure: SessionFailure) throws(Diagnostic) {
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

    /// The newest failure; nil where nothing has failed.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func lastFailure() throws(Diagnostic) -> SessionFailure? {
        try read("reading the failures") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM failure ORDER BY id DESC LIMIT 1").map(SessionFailure.init)
        }
    }

    /// The failure that an exchange led to; nil where it led to none.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func failure(ofExchange number: Int64) throws(Diagnostic) -> SessionFailure? {
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
