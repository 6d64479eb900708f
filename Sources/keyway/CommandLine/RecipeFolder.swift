internal import ArgumentParser
internal import Foundation

/// A folder that stands on the command line for the recipes in it.
struct RecipeFolder {
    private let path: String

    /// Nil where the path is that of a file, or of nothing.
    init?(_ path: String) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return nil
        }
        self.path = path
    }

    /// All `.keyway` files in it and below it that are not hidden, sorted.
    func files(_ system: System, where isMeant: (String) throws -> Bool = { _ in true }) throws -> [String] {
        let base = path.hasSuffix("/") ? String(path.dropLast()) : path
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        let files = try all.filter { $0.hasSuffix(".keyway") && !$0.hasPrefix(".") && !$0.contains("/.") }.sorted()
            .map { "\(base)/\($0)" }.filter(isMeant)
        guard !files.isEmpty else {
            system.failed("there are no recipes in \(path)", advice: "recipes are files whose names end in .keyway")
            throw ExitCode(64)
        }
        return files
    }
}
