internal import Diagnostics
internal import JSONKit
internal import Settings

/// `keyway.json`: variables for all, and named environments with variables of their own.
///
/// ```json
/// {
///   "variables": {"model": "sandbox/echo"},
///   "environments": {"dev": {"target": "sandbox"}, "live": {"target": "serika", "api_key": "{{env.SERIKA_API_KEY}}"}}
/// }
/// ```
struct ProjectFile {
    static let name = "keyway.json"

    private let source: ScriptSource
    private let json: JSON
    /// The process's environment variables.
    private let environment: [String: String]

    init(path: String, files: any FileAccess, environment: [String: String]) throws(Diagnostic) {
        source = ScriptSource(.recipe(path: path), text: try FileLibrary(files: files).text(ofFile: path))
        json = try source.json()
        self.environment = environment
        for member in json.members ?? [] where !["variables", "environments"].contains(member.name) {
            throw mistake(
                "\(path) has a member \(member.name)", found: member.name, expected: "variables and environments",
                advice: nearestName(to: member.name, among: ["variables", "environments"]).map { "did you mean \($0)?" }
                    ?? "put variables under \"variables\"")
        }
    }

    /// The variables that hold in every environment.
    func common() throws(Diagnostic) -> [String: JSON] { try values(json["variables"], in: "variables") }

    func environment(named name: String) throws(Diagnostic) -> [String: JSON] {
        let names = (json["environments"]?.members ?? []).map(\.name)
        guard names.contains(name) else {
            throw mistake(
                "\(source.name) has no environment \(name)", found: names.joined(separator: ", "),
                advice: nearestName(to: name, among: names).map { "did you mean --env \($0)?" }
                    ?? "add it under \"environments\"")
        }
        return try values(json["environments"]?[name], in: name)
    }

    static func missing(environment name: String) -> Diagnostic {
        Diagnostic(
            .usage, "no-environments", "there is no environment \(name), since there is no \(ProjectFile.name)",
            advice: [
                "put \(ProjectFile.name) beside the recipe or in the working folder: {\"environments\": {\"\(name)\": {}}}"
            ]
        )
    }

    private func values(_ object: JSON?, in place: String) throws(Diagnostic) -> [String: JSON] {
        guard let object else { return [:] }
        guard let members = object.members else {
            throw mistake(
                "\(place) in \(source.name) is no object", advice: "write {\"name\": \"value\"}")
        }
        var values: [String: JSON] = [:]
        for member in members {
            try VariableFile.check(member.name, source, at: nil)
            values[member.name] = try filled(member.value)
        }
        return values
    }

    /// The value with each `{{env.NAME}}` in its strings read, so that no secret need stand in the file.
    private func filled(_ value: JSON) throws(Diagnostic) -> JSON {
        guard let text = value.string else { return value }
        var filled = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: /\{\{\s*env\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/) {
            let name = String(match.1)
            guard let found = environment[name] else {
                throw mistake(
                    "\(source.name) needs the environment variable \(name), which is not set",
                    advice: "set it: export \(name)=…")
            }
            filled += rest[..<match.range.lowerBound] + found
            rest = rest[match.range.upperBound...]
        }
        return JSON(filled + rest)
    }

    private func mistake(
        _ message: String, found: String? = nil, expected: String? = nil, advice: String
    ) -> Diagnostic {
        Diagnostic(.usage, "project-file", message, found: found, expected: expected, advice: [advice])
    }
}
