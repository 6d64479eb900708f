package import Diagnostics
internal import Foundation
internal import GRDB
package import JSONKit

/// The rows of a session's tables as JSON: `{"client": {"columns": […], "rows": [[…], …]}, …}`.
extension SessionStore {
    /// - Parameters:
    ///   - kept: the keys of the rows that are read, by table; every row of a table that it does not name.
    ///   - mask: what stands in a row in place of a value; nil keeps everything as it is.
    package func rows(
        leavingOut omitted: Set<String>, keeping kept: [String: Set<Int64>] = [:], mask: RowMask?
    ) throws(Diagnostic) -> JSON {
        try read("exporting the session") { database in
            let names = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            let tables = names.filter { !$0.hasPrefix("sqlite_") && !omitted.contains($0) }
            return JSON(members: try tables.map { ($0, try database.rows(of: $0, keeping: kept[$0], mask)) })
        }
    }

    /// Puts rows into a session that is new, all or none. They may be anybody's: each value must be what its column holds.
    package func fill(_ tables: JSON, from file: String) throws(Diagnostic) {
        var failure: Diagnostic?
        do throws(Diagnostic) {
            try write("importing the session", .full) { database in
                try database.execute(sql: "PRAGMA defer_foreign_keys = ON")
                do {
                    for (name, table) in (tables.members ?? []).map({ ($0.name, $0.value) }) {
                        try database.insert(table, into: name)
                    }
                    try database.moveSecretsToCredentials()
                } catch let error as DamagedRows {
                    failure = SessionBundle.damaged(file, error.found)
                    throw error
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                    failure = SessionBundle.damaged(file, error.message ?? "rows that contradict each other")
                    throw error
                }
            }
        } catch {
            if let failure { throw failure }
            guard error.message.contains("constraint") else { throw error }
            throw SessionBundle.damaged(file, "rows that name others which are not there")
        }
    }
}

private struct DamagedRows: Error { let found: String }

extension Database {
    fileprivate func rows(of table: String, keeping kept: Set<Int64>?, _ mask: RowMask?) throws -> JSON {
        let columns = try columns(in: table).map(\.name)
        var rows: [JSON] = []
        let found = try Row.fetchCursor(self, sql: "SELECT * FROM \"\(table)\"")
        while let row = try found.next() {
            let isSecret = (row["isSecret"] as DatabaseValue?)?.storage == .int64(1)
            if let kept, let key = StoredValue.json(row[0]).integer, !kept.contains(key) { continue }
            guard table != "setting" || Setting.isExported(row["name"]) else { continue }
            rows.append(
                JSON(
                    columns.map { column in
                        let value = StoredValue.json(row[column])
                        return mask?.masked(value, table, column, isSecret: isSecret) ?? value
                    }))
        }
        return ["columns": JSON(columns.map { JSON($0) }), "rows": JSON(rows)]
    }

    fileprivate func insert(_ table: JSON, into name: String) throws {
        guard SessionStore.exportedTables.contains(name), let given = table["columns"]?.texts,
            let rows = table["rows"]?.elements, Set(given).count == given.count
        else { throw DamagedRows(found: "a table \(name.prefix(40)) that no session has") }
        let known = Dictionary(uniqueKeysWithValues: try columns(in: name).map { ($0.name, $0) })
        let columns = given.compactMap { known[$0] }
        guard columns.count == given.count, !columns.isEmpty else {
            throw DamagedRows(found: "a column of \(name) that no session has")
        }
        let statement = try makeStatement(
            sql: """
                INSERT INTO \(name) (\(given.joined(separator: ", ")))
                VALUES (\(given.map { _ in "?" }.joined(separator: ", ")))
                """)
        for row in rows {
            let values = row.elements ?? []
            guard values.count == columns.count else { throw DamagedRows(found: "a row of \(name) that is not whole") }
            if name == "setting", values.first?.string.map(Setting.isExported) != true { continue }
            let checked = try zip(columns, values).map { column, value in
                guard let checked = column.value(value) else {
                    throw DamagedRows(found: "\(name).\(column.name) holds what it cannot hold")
                }
                return checked
            }
            try statement.execute(arguments: StatementArguments(checked))
        }
    }
}

extension ColumnInfo {
    /// The value, if a column of this type may hold it: rows are read without a further look at their types.
    fileprivate func value(_ json: JSON) -> DatabaseValue? {
        if json.isNull { return isNotNull || primaryKeyIndex > 0 ? nil : .null }
        switch type {
        case "INTEGER": return json.integer?.databaseValue
        case "TEXT": return json.string?.databaseValue
        case "BLOB":
            guard case .blob(let data) = StoredValue.value(json).storage else { return nil }
            return data.databaseValue
        default: return nil
        }
    }
}

extension SessionStore {
    /// The tables that a bundle may have.
    package static let exportedTables: Set<String> = [
        "setting", "provider", "client", "authorization", "token", "variable", "exchange", "secret", "clientVersion",
        "failure", "mark", "note", "credential",
    ]
}

/// What of the settings belongs to the session itself, and not to the file it is in.
package enum Setting {
    /// The setting of a session that came from a masked bundle.
    package static let masked = "masked"
    /// Its value for a session that came from a recording, in which each secret has a stand-in.
    package static let standIns = "stand-ins"
    /// The setting that holds what was said of a recorded failure where the secrets were known.
    package static let recordedVerdict = "recorded verdict"
    /// The setting that holds the key of the fingerprints.
    package static let fingerprintKey = "fingerprint key"

    /// Whether a setting goes into a bundle.
    package static func isExported(_ name: String) -> Bool {
        name == "provider" || name == fingerprintKey
            || ["client of ", "authorization of ", "token of "].contains { name.hasPrefix($0) }
    }
}
