internal import GRDB

/// One change of the database. A migration that was ever released is never changed or renamed.
package struct Migration: Sendable {
    private let number: Int
    private let title: String
    private let fullName: String?
    /// The SQL statements that change the database, with semicolons between them.
    package let sql: String

    /// - Parameters:
    ///   - number: counts the migrations of one feature, from 1.
    ///   - title: what the migration brings.
    package init(_ number: Int, _ title: String, sql: String) {
        self.number = number
        self.title = title
        self.sql = sql
        fullName = nil
    }

    /// A migration that was released before features had migrations of their own.
    package init(named fullName: String, sql: String) {
        number = 1
        title = ""
        self.fullName = fullName
        self.sql = sql
    }

    /// The name under which the database remembers it: `feature: number title`.
    package func name(in feature: Feature) -> String { fullName ?? "\(feature.name): \(number) \(title)" }
}

/// How the database became what it is.
enum Migrations {
    /// The migrations of all features, in the order of their table.
    package static func all(of features: [Feature]) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for feature in features {
            for migration in feature.migrations {
                migrator.registerMigration(migration.name(in: feature)) { try $0.execute(sql: migration.sql) }
            }
        }
        return migrator
    }
}
