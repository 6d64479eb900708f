package import GRDB

/// The provider's store: one SQLite database, in a file or in memory.
///
/// A request that changes something does so in one transaction, so that neither a kill nor a second process on the same
/// file can see half of it.
package struct Store: Sendable {
    private let database: any DatabaseWriter

    /// Opens the store, brings it up to date and the seed into it.
    ///
    /// - Parameter features: every feature there is, on or off: the tables are the same for all configurations.
    /// - Throws: ``SandboxError/Code/store``.
    package init(
        _ configuration: SandboxConfiguration, _ features: [Feature], at time: Int64, randomBytes: (Int) -> [UInt8]
    ) throws(SandboxError) {
        do {
            switch configuration.store {
            case .memory: database = try DatabaseQueue(configuration: Store.connection)
            case .file(let path): database = try Store.openFile(path)
            }
            try Migrations.all(of: features).migrate(database)
            try database.write { db in
                try configuration.seed.install(in: db, at: time, randomBytes: randomBytes)
                try Housekeeping.sweep(features, at: time, in: db)
            }
        } catch {
            throw Store.failure(configuration.store, error)
        }
    }

    /// What a closure reads from the database, all of it from the same state.
    ///
    /// - Throws: an error of the database, and what the closure throws.
    package func read<Value: Sendable>(_ value: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.read(value)
    }

    /// What a closure returns that changes the database in one transaction, which is rolled back where it throws.
    ///
    /// - Throws: an error of the database, and what the closure throws.
    package func write<Value: Sendable>(_ change: @escaping @Sendable (Database) throws -> Value) async throws -> Value
    {
        try await database.write(change)
    }

    /// Closes the database; a failure to close it is ignored.
    package func close() { try? database.close() }

    private static var connection: Configuration {
        var configuration = Configuration()
        configuration.label = "sandbox"
        configuration.busyMode = .timeout(10)
        configuration.foreignKeysEnabled = true
        return configuration
    }

    private static func openFile(_ path: String) throws -> DatabasePool {
        PrivateFile.make(path)
        return try DatabasePool(path: path, configuration: connection)
    }

    private static func failure(_ kind: SandboxConfiguration.Store, _ error: any Error) -> SandboxError {
        let reason = (error as? DatabaseError)?.message ?? String(describing: error)
        switch kind {
        case .memory:
            return SandboxError(.store, "cannot make a database in memory: \(reason)", advice: "free some memory")
        case .file(let path):
            return SandboxError(
                .store, "cannot use \(path) as the sandbox's store: \(reason)",
                advice: "name a file that can be written, or move this one away if it is no sandbox store")
        }
    }
}

extension Database {
    /// Runs a statement that is prepared once for each connection.
    @discardableResult
    package func run(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
        try cachedStatement(sql: sql).execute(arguments: arguments)
        return changesCount
    }

    /// The first row of a query; nil where there is none.
    package func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    /// All rows of a query, in its order.
    package func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }
}
