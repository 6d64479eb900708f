public import Diagnostics

/// The file system, as far as commands need it.
public protocol FileAccess: Sendable {
    /// Where sessions are kept.
    var sessionFolder: String { get }
    func read(_ path: String) throws(Diagnostic) -> [UInt8]
    func sessionNames() -> [String]
    func rename(_ path: String, to other: String) throws(Diagnostic)
    func delete(_ path: String) throws(Diagnostic)
    func exists(_ path: String) -> Bool
    /// Writes a file that only its owner can read, in place of one that may be there.
    func write(_ bytes: [UInt8], to path: String) throws(Diagnostic)
    /// Refuses a path where ``write(_:to:)`` could not write, before what is written is worked for.
    func checkTarget(_ path: String) throws(Diagnostic)
    /// What is in a folder; nothing where it cannot be read.
    func list(_ folder: String) -> [(name: String, isFolder: Bool)]
    /// Writes an answer to a file that only its owner can read, or adds it.
    func deliver(_ bytes: [UInt8], to path: String, appends: Bool) throws(Diagnostic)
}

extension FileAccess {
    public func deliver(_ bytes: [UInt8], to path: String, appends: Bool) throws(Diagnostic) {
        throw Diagnostic(.execution, "file", "no file can be written here", found: path)
    }

    /// Nothing: a file system without this has no kinds of files.
    public func checkTarget(_ path: String) throws(Diagnostic) {}

    public func list(_ folder: String) -> [(name: String, isFolder: Bool)] { [] }
}

extension FileAccess {
    /// Beside the sessions.
    public var pictureFolder: String {
        let folder = sessionFolder
        return (folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? ".") + "/pictures"
    }
}
