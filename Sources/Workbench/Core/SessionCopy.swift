internal import Diagnostics
internal import JSONKit
internal import Session

extension SessionStore {
    /// A copy in memory of the session in a file, for a dry run: whatever the run does, the file stays as it is.
    ///
    /// A locked session stays locked, and what is sealed in it is not copied.
    static func copy(of path: String) throws(Diagnostic) -> SessionStore {
        let original = try SessionStore(path: path)
        defer { original.close() }
        let copy = try SessionStore()
        let omitted = Set(["grdb_migrations", "sealed"])
        try copy.fill(try original.rows(leavingOut: omitted, mask: nil), from: path)
        try copy.set(Setting.masked, to: try original.setting(Setting.masked))
        try copy.set("lock", to: try original.lockParameters()?.text())
        return copy
    }
}
