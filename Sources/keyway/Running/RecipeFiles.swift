internal import Diagnostics
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
        for path in paths {
            files += try RecipeFolder(path)?.files(system) { !PluginText.isPlugin(try system.source($0)) } ?? [path]
        }
        if let shard { files = shard.chosen(from: files.sorted()) }
        return try files.flatMap { file in
            let source = try system.source(file)
            return (1...times).map { number in
                PlannedRecipe(name: times == 1 ? file : "\(file) (\(number) of \(times))", source: source)
            }
        }
    }
}
