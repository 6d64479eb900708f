internal import Diagnostics
internal import Foundation
internal import Session
internal import Settings
internal import Workbench

/// The real files.
struct SystemFiles: FileAccess {
    /// `keyway` in the XDG state folder.
    let stateFolder: String
    /// The preferences, in the XDG configuration folder.
    let configFile: String

    /// More than any recipe or body that is sent.
    private static let limit = 64 << 20

    init(environment: [String: String]) {
        let home = environment["HOME"] ?? "."
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
        stateFolder = "\(state)/keyway"
        let config = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.config"
        configFile = "\(config)/keyway/config"
    }

    var sessionFolder: String { "\(stateFolder)/sessions" }
    var historyFile: String { "\(stateFolder)/history" }
    /// Where the sandbox of kept sessions is kept.
    var sandboxFile: String { "\(stateFolder)/sandbox.sqlite" }

    func read(_ path: String) throws(Diagnostic) -> [UInt8] { try NamedFile.read(path, limit: SystemFiles.limit) }

    func sessionNames() -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: sessionFolder)) ?? []
        return files.filter { $0.hasSuffix(".sqlite") }.map { String($0.dropLast(7)) }.sorted()
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
        try PrivateFile.write(bytes, to: path)
    }

    func list(_ folder: String) -> [(name: String, isFolder: Bool)] {
        let url = URL(fileURLWithPath: folder.hasPrefix("~/") ? NSHomeDirectory() + folder.dropFirst() : folder)
        let entries =
            (try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: [.isDirectoryKey])) ?? []
        return entries.map { entry in
            (entry.lastPathComponent, (try? entry.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true)
        }
    }

    func deliver(_ bytes: [UInt8], to path: String, appends: Bool) throws(Diagnostic) {
        try PrivateFile.writeInPlace(bytes, to: path, appends: appends)
    }

    func checkTarget(_ path: String) throws(Diagnostic) { try PrivateFile.checkTarget(path) }

    func rename(_ path: String, to other: String) throws(Diagnostic) {
        try attempt("renaming", path) { try FileManager.default.moveItem(atPath: path, toPath: other) }
    }

    func delete(_ path: String) throws(Diagnostic) {
        try attempt("deleting", path) { try FileManager.default.removeItem(atPath: path) }
    }

    private func attempt(_ doing: String, _ path: String, _ body: () throws -> Void) throws(Diagnostic) {
        do {
            try body()
        } catch {
            throw Diagnostic(
                .execution, "file", "\(doing) \(path) failed: \(error.localizedDescription)",
                advice: ["check its folder's mode"])
        }
    }
}
