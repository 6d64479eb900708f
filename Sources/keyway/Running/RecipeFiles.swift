internal import ArgumentParser
internal import Foundation
internal import Script

/// A recipe as it is to be run.
struct PlannedRecipe: Sendable {
    /// For people: the file, with its number where it runs more than once.
    let name: String
    let source: ScriptSource
}

/// Finds the recipes that the command line names.
struct RecipeFiles {
    let system: System

    init(_ system: System) { self.system = system }

    /// The files as they are given; of folders all `.keyway` files in them that are no plugins, sorted.
    func recipes(_ paths: [String], shard: Shard?, times: Int) throws -> [PlannedRecipe] {
        var files: [String] = []
        for path in paths { files += isFolder(path) ? try contents(of: path) : [path] }
        if let shard { files = shard.chosen(from: files.sorted()) }
        return try files.flatMap { file in
            let source = try system.source(file)
            return (1...times).map { number in
                PlannedRecipe(name: times == 1 ? file : "\(file) (\(number) of \(times))", source: source)
            }
        }
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func contents(of folder: String) throws -> [String] {
        let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let files = try all.filter { $0.hasSuffix(".keyway") && !$0.hasPrefix(".") && !$0.contains("/.") }.sorted()
            .filter { !PluginText.isPlugin(try system.source("\(base)/\($0)")) }
        guard !files.isEmpty else {
            system.failed("there are no recipes in \(folder)", advice: "recipes are files whose names end in .keyway")
            throw ExitCode(64)
        }
        return files.map { "\(base)/\($0)" }
    }
}
