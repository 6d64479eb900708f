internal import Diagnostics
internal import JSONKit
internal import Settings

/// The variables that come from outside a session, by where they come from.
struct GivenVariables: Sendable {
    /// The first layer that has a name decides.
    private(set) var layers: [VariableLayer] = []
    /// The file of environments that was read, nil if there is none.
    private(set) var project: String?

    /// What is known before any text is run.
    init(_ environment: WorkbenchEnvironment) throws(Diagnostic) {
        let given = environment.givenVariables.mapValues { JSON($0) }
        if !given.isEmpty { layers.append(VariableLayer(origin: "--var", values: given)) }
        for file in environment.variableFiles.reversed() {
            let values = try VariableFile.values(of: file, files: environment.files)
            layers.append(VariableLayer(origin: file, values: values))
        }
    }

    /// Adds the environments of the `keyway.json` beside the text, or in the working folder.
    mutating func takeProject(beside source: ScriptSource, _ environment: WorkbenchEnvironment) throws(Diagnostic) {
        let candidates = [source.path(of: ProjectFile.name), ProjectFile.name]
        guard let path = candidates.first(where: environment.files.exists) else {
            if let name = environment.chosenEnvironment { throw ProjectFile.missing(environment: name) }
            return
        }
        project = path
        let file = try ProjectFile(path: path, files: environment.files, environment: environment.variables)
        if let name = environment.chosenEnvironment {
            layers.append(VariableLayer(origin: "\(path) (\(name))", values: try file.environment(named: name)))
        }
        let common = try file.common()
        if !common.isEmpty { layers.append(VariableLayer(origin: path, values: common, yieldsToSession: true)) }
    }
}

/// Variables from one place.
struct VariableLayer: Sendable {
    /// How people know the place: `--var`, or a file's name.
    var origin: String
    var values: [String: JSON]
    /// Whether what a session has saved before comes first.
    var yieldsToSession = false
}
