public import Diagnostics
internal import Foundation
package import GRDB

/// The one file in which a session is kept.
///
/// Every write is in the file before the call returns. What cannot be had again (``Durability/full``) is also on the disk
/// itself; the rest survives the end of this process, however it comes.
public final class SessionStore: Sendable {
    let queue: DatabaseQueue
    /// Nil for a session in memory.
    public let path: String?

    enum Durability { case normal, full }

    /// A session that ends with the process.
    public init() throws(Diagnostic) {
        path = nil
        // With an empty name SQLite keeps in memory what fits its cache, and the rest in a file without a name, which
        // no one else can open and which is gone with this process: a long run needs no more memory than a short one.
        queue = try SessionStore.opened("in memory") {
            try DatabaseQueue(path: "", configuration: SessionStore.configuration)
        }
    }

    /// Opens a session's file, or makes it: mode 0600, in a folder of mode 0700.
    public init(path: String) throws(Diagnostic) {
        self.path = path
        try PrivateFile.create(path)
        queue = try SessionStore.opened(path) {
            try DatabaseQueue(path: path, configuration: SessionStore.configuration)
        }
    }

    /// A session that begins as a copy of a file, where there is one, and ends with the process: the file is only read.
    package init(copyOf path: String) throws(Diagnostic) {
        self.path = nil
        queue = try SessionStore.opened("in memory") {
            let copy = try DatabaseQueue(path: "", configuration: SessionStore.configuration)
            guard FileManager.default.fileExists(atPath: path) else { return copy }
            var configuration = Configuration()
            configuration.busyMode = .timeout(Double(SessionStore.longestWait))
            configuration.readonly = true
            try DatabaseQueue(path: path, configuration: configuration).backup(to: copy)
            return copy
        }
    }

    /// A copy that ends with its last use: what is written to it is in no file.
    package func copy() throws(Diagnostic) -> SessionStore { try SessionStore(copying: queue) }

    private init(copying original: DatabaseQueue) throws(Diagnostic) {
        path = nil
        queue = try SessionStore.opened("in memory") {
            let copy = try DatabaseQueue(path: "", configuration: SessionStore.configuration)
            try original.backup(to: copy)
            return copy
        }
    }

    /// In seconds; a program that holds the file for longer does not let go of it by itself.
    static let longestWait = 5

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Double(longestWait))
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        }
        return configuration
    }

    private static func opened(_ path: String, _ open: () throws -> DatabaseQueue) throws(Diagnostic) -> DatabaseQueue {
        do {
            let queue = try open()
            try migrate(queue, path)
            return queue
        } catch let error as Diagnostic {
            throw error
        } catch {
            throw Diagnostic(storing: error, doing: "opening the session", path: path == "in memory" ? nil : path)
        }
    }

    /// One after the other: the migrator looks first which steps are missing, and another program may take one meanwhile.
    private static func migrate(_ queue: DatabaseQueue, _ path: String) throws {
        let migrator = SessionSchema.migrator
        guard try !queue.read(migrator.hasCompletedMigrations) else { return }
        guard let slash = path.lastIndex(of: "/") else { return try migrator.migrate(queue) }
        try PrivateFile.whileLocked("\(path[..<slash])/opening") { () throws(Diagnostic) in
            do {
                try migrator.migrate(queue)
            } catch {
                throw Diagnostic(storing: error, doing: "opening the session", path: path)
            }
        }
    }

    /// Reads from the file; `doing` says what for, in the words of an error.
    ///
    /// - Throws: a ``Diagnostic`` with SQLite's reason.
    package func read<Value>(_ doing: String, _ body: (Database) throws -> Value) throws(Diagnostic) -> Value {
        do {
            // The queue is the only way to this connection, so that no transaction is needed to keep others away.
            return try queue.unsafeRead(body)
        } catch {
            throw Diagnostic(storing: error, doing: doing, path: path)
        }
    }

    func write<Value>(
        _ doing: String, _ durability: Durability = .normal, _ body: (Database) throws -> Value
    ) throws(Diagnostic) -> Value {
        do {
            return try queue.writeWithoutTransaction { database in
                if durability == .full { try database.execute(sql: "PRAGMA synchronous = FULL") }
                defer { if durability == .full { try? database.execute(sql: "PRAGMA synchronous = NORMAL") } }
                var value: Value?
                try database.inTransaction(.immediate) {
                    value = try body(database)
                    return .commit
                }
                guard let value else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
                return value
            }
        } catch {
            throw Diagnostic(storing: error, doing: doing, path: path)
        }
    }

    /// Runs one statement, which needs no transaction around it.
    func writeOne<Value>(_ doing: String, _ body: (Database) throws -> Value) throws(Diagnostic) -> Value {
        do {
            return try queue.writeWithoutTransaction(body)
        } catch {
            throw Diagnostic(storing: error, doing: doing, path: path)
        }
    }

    /// A number that changes whenever another connection has changed the file; nil for a session in memory.
    package func version() throws(Diagnostic) -> Int64? {
        guard path != nil else { return nil }
        return try read("reading the session") { database in
            try Int64.fetchOne(try database.cachedStatement(sql: "PRAGMA data_version"))
        }
    }

    /// Brings everything into the one file, so that it can be moved; refused while another prompt has the session open.
    package func settle() throws(Diagnostic) {
        do {
            let mode = try queue.writeWithoutTransaction {
                try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE")
            }
            guard mode == "delete" else { throw DatabaseError(resultCode: .SQLITE_BUSY) }
        } catch {
            throw Diagnostic(storing: error, doing: "moving the session", path: path)
        }
    }

    /// Closes the file; nothing is lost without it.
    public func close() { try? queue.close() }
}

extension Diagnostic {
    /// What SQLite says, in the words of someone who has a session and a disk.
    init(storing error: any Error, doing: String, path: String?) {
        let file = path ?? "the session in memory"
        let code = (error as? DatabaseError)?.resultCode ?? .SQLITE_ERROR
        let (name, found, advice): (String, String, String) =
            switch code {
            case .SQLITE_FULL:
                ("disk-full", "the disk of \(file) is full", "make room and try again; what was saved before is intact")
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
                (
                    "session-read-only", "\(file) cannot be written",
                    "check who owns it, its mode (0600) and its disk, or choose another folder with XDG_STATE_HOME"
                )
            case .SQLITE_NOTADB, .SQLITE_CORRUPT:
                (
                    "session-corrupt", "\(file) is damaged or no session",
                    "move it away and start a new one, or recover it with: sqlite3 FILE .recover"
                )
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                (
                    "session-busy",
                    "another program holds \(file), and did not let go in \(SessionStore.longestWait) s",
                    "find it with `fuser \(file)` and end it, or use another session: --session NAME"
                )
            case .SQLITE_IOERR:
                (
                    "session-io", "the disk reported an error at \(file)",
                    "check the disk; what was saved before is intact"
                )
            default:
                (
                    "session-error", (error as? DatabaseError)?.message ?? "\(error)",
                    "try another session: --session NAME"
                )
            }
        self.init(.execution, name, "\(doing) failed: \(found)", advice: [advice])
    }
}
