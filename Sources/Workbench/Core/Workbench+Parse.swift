public import JSONKit
public import Script

/// Texts, and the files that they name.
extension Workbench {
    /// Parses a text with the files that it includes; what it defines is known from then on.
    public func parse(_ source: ScriptSource) throws(ScriptRejection) -> Script {
        do throws(Diagnostic) {
            try takeVariables(for: source)
        } catch {
            throw ScriptRejection(error)
        }
        let script = try Script.parse(
            source, vocabulary: vocabulary, library: FileLibrary(files: environment.files), definitions: definitions)
        definitions = script.definitions
        return script
    }

    /// Everything that is wrong with a text, or probably not meant; nothing is run or sent.
    public func check(_ source: ScriptSource) -> [Finding] {
        var context = CheckContext(vocabulary: vocabulary, library: FileLibrary(files: environment.files))
        do throws(Diagnostic) {
            var given = try GivenVariables(environment)
            try given.takeProject(beside: source, environment)
            context.variables = Set(given.layers.flatMap(\.values.keys))
        } catch {
            return [Finding(.error, error)]
        }
        context.isSecretName = { SecretFinder.isSecret($0) || SecretFinder.isCredential($0) }
        context.isKnownSecret = HistoryRule.holdsKnownKind
        return Script.check(source, context)
    }

    /// A file's text; a relative name counts from the folder of the script that names it.
    func text(ofFile path: String, namedIn call: Invocation) throws(Diagnostic) -> String {
        try text(ofFile: call.source.path(of: path))
    }

    public func bound(_ name: String, to value: JSON) async throws(Diagnostic) {
        let secrets = SecretFinder.isSecret(name) ? value.secretTexts : SecretFinder.members(value).map(\.value)
        if !secrets.isEmpty { try hideHere(secrets) }
    }

    public func cleanUp(_ body: @escaping @Sendable () async -> Void) async { await environment.protecting(body) }
}

/// The real files as scripts may name them.
public struct FileLibrary: ScriptLibrary {
    private let files: any FileAccess

    public init(files: any FileAccess) { self.files = files }

    public func text(ofFile path: String) throws(Diagnostic) -> String {
        guard let text = String(validating: try files.read(path), as: UTF8.self) else {
            throw Diagnostic(.syntax, "file-not-text", "\(path) is not UTF-8 text", advice: ["save it as UTF-8"])
        }
        return text
    }
}
