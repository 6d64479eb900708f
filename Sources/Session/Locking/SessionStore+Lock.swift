package import Diagnostics
internal import Encodings
internal import Foundation
internal import GRDB
package import JSONKit
internal import OAuthCore

/// A session whose secrets are under a passphrase: the rest of each row stays where it is, so that names can be shown.
extension SessionStore {
    private static let setting = "lock"
    private static let check = "keyway session"

    /// What the key is made with, if the session is locked.
    package func lockParameters() throws(Diagnostic) -> JSON? {
        try setting(Self.setting).flatMap { try? JSON(parsing: $0) }
    }

    /// Seals every secret, all or none, and leaves no copy behind in the file.
    package func lock(_ passphrase: String, salt: [UInt8]) throws(Diagnostic) {
        let key = try PassphraseKey(passphrase, .init(salt: salt))
        let check = try key.seal(Array(Self.check.utf8), context: "check")
        let record = JSON(
            members: (key.parameters.json.members ?? []).map { ($0.name, $0.value) } + [
                ("check", JSON(Base64URL.encode(check)))
            ])
        try carefully("locking the session") { database in
            try database.execute(
                sql:
                    "CREATE TABLE sealed (owner TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (owner, name))"
            )
            for columns in SecretColumns.all { try database.seal(columns, key) }
            let secrets = try Row.fetchAll(database, sql: "SELECT value, kind, learnedAt FROM secret")
            try database.seal(secrets, key)
            try database.execute(sql: "DELETE FROM secret")
            try database.execute(
                sql: "INSERT INTO setting VALUES (?, ?)", arguments: [Self.setting, record.text()])
        }
        try settleSecrets()
    }

    /// Puts every secret back.
    package func unlock(_ passphrase: String) throws(Diagnostic) {
        guard let record = try lockParameters(), let parameters = PassphraseKey.Parameters(record),
            let check = record["check"]?.string.flatMap({ Base64URL.decode($0) })
        else {
            throw Diagnostic(.execution, "not-locked", "this session is not locked")
        }
        let key = try PassphraseKey(passphrase, parameters)
        _ = try key.open(check, context: "check")
        try carefully("unlocking the session") { database in
            for columns in SecretColumns.all { try database.unseal(columns, key) }
            try database.moveSecretsToCredentials()
            try database.unsealSecrets(key)
            try database.execute(sql: "DROP TABLE sealed; DELETE FROM setting WHERE name = 'lock'")
        }
    }

    /// A transaction whose errors keep their words.
    private func carefully(_ doing: String, _ body: (Database) throws -> Void) throws(Diagnostic) {
        var failure: Diagnostic?
        do throws(Diagnostic) {
            try write(doing, .full) { database in
                try database.execute(sql: "PRAGMA secure_delete = ON")
                do { try body(database) } catch let error as Diagnostic {
                    failure = error
                    throw error
                }
            }
        } catch {
            throw failure ?? error
        }
    }

    /// Takes what was overwritten out of the file and of its log.
    private func settleSecrets() throws(Diagnostic) {
        do {
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "VACUUM")
                _ = try Row.fetchAll(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
        } catch {
            throw Diagnostic(storing: error, doing: "locking the session", path: path)
        }
    }
}

extension Database {
    fileprivate func seal(_ columns: SecretColumns, _ key: PassphraseKey) throws {
        let names = columns.columns.map(\.name)
        let rows = try Row.fetchCursor(
            self,
            sql:
                "SELECT \(columns.key) AS rowKey, \(names.joined(separator: ", ")) FROM \(columns.table) WHERE \(columns.condition)"
        )
        while let row = try rows.next() {
            let name = String.fromDatabaseValue(row["rowKey"] as DatabaseValue) ?? "\(row["rowKey"] as Int64? ?? 0)"
            let values = names.map { StoredValue.json(row[$0]) }
            let sealed = try key.seal(Array(JSON(values).text().utf8), context: "\(columns.table) \(name)")
            try execute(sql: "INSERT INTO sealed VALUES (?, ?, ?)", arguments: [columns.table, name, Data(sealed)])
        }
        let shown = columns.columns.map { "\($0.name) = \($0.shown)" }.joined(separator: ", ")
        try execute(sql: "UPDATE \(columns.table) SET \(shown) WHERE \(columns.condition)")
    }

    fileprivate func seal(_ secrets: [Row], _ key: PassphraseKey) throws {
        let values = secrets.map { row in
            JSON(["value", "kind", "learnedAt"].map { StoredValue.json(row[$0]) })
        }
        let sealed = try key.seal(Array(JSON(values).text().utf8), context: "secret all")
        try execute(sql: "INSERT INTO sealed VALUES ('secret', 'all', ?)", arguments: [Data(sealed)])
    }

    fileprivate func unseal(_ columns: SecretColumns, _ key: PassphraseKey) throws {
        let assignments = columns.columns.map { "\($0.name) = ?" }.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            self, sql: "SELECT name, data FROM sealed WHERE owner = ?", arguments: [columns.table])
        while let row = try rows.next() {
            let name: String = row["name"]
            let opened = try key.open(Array(row["data"] as Data), context: "\(columns.table) \(name)")
            let values = (try JSON(parsing: opened)).elements ?? []
            try execute(
                sql: "UPDATE \(columns.table) SET \(assignments) WHERE \(columns.key) = ?",
                arguments: StatementArguments(values.map(StoredValue.value) + [name.databaseValue]))
        }
    }

    fileprivate func unsealSecrets(_ key: PassphraseKey) throws {
        guard let data = try Data.fetchOne(self, sql: "SELECT data FROM sealed WHERE owner = 'secret'") else { return }
        for secret in try JSON(parsing: try key.open(Array(data), context: "secret all")).elements ?? [] {
            try execute(
                sql: "INSERT OR IGNORE INTO secret VALUES (?, ?, ?)",
                arguments: StatementArguments((secret.elements ?? []).map(StoredValue.value)))
        }
    }
}

/// A value of a column as JSON: bytes that are no text stand in an object.
enum StoredValue {
    static func json(_ value: DatabaseValue) -> JSON {
        switch value.storage {
        case .null: .null
        case .int64(let number): JSON(number)
        case .double(let number): JSON(number)
        case .string(let text): JSON(text)
        case .blob(let data): ["base64url": JSON(Base64URL.encode(Array(data)))]
        }
    }

    static func value(_ json: JSON) -> DatabaseValue {
        if let text = json.string { return text.databaseValue }
        if let number = json.integer { return number.databaseValue }
        if let bytes = json["base64url"]?.string.flatMap({ Base64URL.decode($0) }) { return Data(bytes).databaseValue }
        if json.kind == .real, let number = Double(json.text()) { return number.databaseValue }
        return .null
    }
}
