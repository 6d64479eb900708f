internal import ArgumentParser
internal import Foundation
internal import Script

/// The texts that `check` and `fmt` work on.
struct RecipeSources {
    static let standardInput = "standard input"

    private let system: System

    init(_ system: System) { self.system = system }

    /// The files as they are given; of folders all `.keyway` files in them, sorted; of `-` standard input.
    func sources(_ paths: [String]) throws -> [ScriptSource] {
        try paths.flatMap { path in
            if path == "-" { return [ScriptSource(name: Self.standardInput, text: try system.standardInput())] }
            return try files(path).map { try system.source($0) }
        }
    }

    private func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let base = path.hasSuffix("/") ? String(path.dropLast()) : path
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let files = all.filter { $0.hasSuffix(".keyway") && !$0.hasPrefix(".") && !$0.contains("/.") }.sorted()
        guard !files.isEmpty else {
            system.failed("there are no recipes in \(path)", advice: "recipes are files whose names end in .keyway")
            throw ExitCode(64)
        }
        return files.map { "\(base)/\($0)" }
    }
}
