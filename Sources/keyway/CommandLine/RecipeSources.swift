internal import Diagnostics

/// The texts that `check` and `fmt` work on.
struct RecipeSources {
    private let system: System

    init(_ system: System) { self.system = system }

    /// The files as they are given; of folders all `.keyway` files in them, sorted; of `-` standard input.
    func sources(_ paths: [String]) throws -> [ScriptSource] {
        try paths.flatMap { path in
            if path == "-" { return [ScriptSource(.standardInput, text: try system.standardInput())] }
            return try (RecipeFolder(path)?.files(system) ?? [path]).map { try system.source($0) }
        }
    }
}
