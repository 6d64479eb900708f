internal import Diagnostics
internal import Foundation
internal import Glibc
internal import Session
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

    func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        do {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            guard bytes.count <= SystemFiles.limit else {
                throw Diagnostic(.execution, "file-too-large", "\(path) is larger than 64 MB")
            }
            return Array(bytes)
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? String(cString: strerror(errno))
            throw Diagnostic(
                .execution, "file", "\(path) cannot be read: \(reason)", advice: ["check its name and its mode"])
        }
    }

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
        let mode = appends ? O_APPEND : O_TRUNC
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Diagnostic(
                .execution, "file", "\(path) cannot be written: \(reason)", advice: ["check its folder and its mode"])
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try attempt("writing", path) { try handle.write(contentsOf: Data(bytes)) }
    }

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
