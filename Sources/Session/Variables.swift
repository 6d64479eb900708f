package import Diagnostics
internal import GRDB
public import JSONKit

/// A value that a script saved.
public struct SessionVariable: Sendable, Equatable {
    /// The variable's name.
    public let name: String
    /// The value.
    public let value: JSON
    /// Whether the value is hidden.
    public let isSecret: Bool

    /// A variable of these values, which is not saved yet.
    package init(name: String, value: JSON, isSecret: Bool) {
        self.name = name
        self.value = value
        self.isSecret = isSecret
    }
}

extension SessionStore {
    /// - Parameter isMarked: whether somebody said that it is secret; otherwise only its name may say so.
    package func save(_ variable: SessionVariable, isMarked: Bool = false, at time: Int64) throws(Diagnostic) {
        let doing = "saving \(variable.name)"
        guard variable.isSecret else { return try writeOne(doing) { try $0.save(variable, at: time) } }
        try write(doing, .full) { database in
            try database.save(variable, at: time)
            for secret in variable.value.secretTexts {
                if isMarked { try database.markSecret(secret, at: time) }
                try database.saveSecret(secret, kind: "variable", at: time)
            }
        }
    }

    /// Every variable.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func variables() throws(Diagnostic) -> [SessionVariable] {
        try read("reading the variables") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM variable ORDER BY name").map(SessionVariable.init)
        }
    }

    /// The variable of this name; nil where there is none.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func variable(_ name: String) throws(Diagnostic) -> SessionVariable? {
        try read("reading the variables") { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM variable WHERE name = ?")
            return try Row.fetchOne(statement, arguments: [name]).map(SessionVariable.init)
        }
    }

    /// Forgets a variable.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func deleteVariable(_ name: String) throws(Diagnostic) {
        try write("forgetting \(name)") {
            try $0.execute(sql: "DELETE FROM variable WHERE name = ?", arguments: [name])
        }
    }
}

extension Database {
    fileprivate func save(_ variable: SessionVariable, at time: Int64) throws {
        try cachedStatement(
            sql: """
                INSERT INTO variable VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET json = excluded.json, isSecret = excluded.isSecret, changedAt = excluded.changedAt
                """
        ).execute(arguments: [variable.name, variable.value.text(), variable.isSecret, time])
    }
}

extension SessionVariable {
    fileprivate init(_ row: Row) {
        self.init(
            name: row["name"], value: (try? JSON(parsing: row["json"] as String)) ?? .null, isSecret: row["isSecret"])
    }
}

extension JSON {
    /// What must be hidden of a value that is secret as a whole: its text, and each string and number in it.
    package var secretTexts: [String] {
        var texts = [plainText]
        collect(into: &texts, depth: 0)
        return Array(Set(texts))
    }

    private func collect(into texts: inout [String], depth: Int) {
        guard depth < 8, texts.count < 1000 else { return }
        for child in elements ?? members?.map(\.value) ?? [] {
            if child.string != nil || child.number != nil { texts.append(child.plainText) }
            child.collect(into: &texts, depth: depth + 1)
        }
    }
}
