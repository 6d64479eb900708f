public import Diagnostics
public import JSONKit
internal import PluginHost
internal import Plugins
internal import Redaction
public import Script
internal import Session
public import Settings

/// Texts, and the files that they name.
extension Workbench {
    /// Parses a text with the files that it includes; what it defines is known from then on.
    public func parse(_ source: ScriptSource) throws(ScriptRejection) -> Script {
        do throws(Diagnostic) {
            try takeVariables(for: source)
        } catch {
            throw ScriptRejection(error)
        }
        do throws(ScriptRejection) {
            let script = try Script.parse(
                source, vocabulary: vocabulary, library: library, definitions: definitions,
                takesPipes: permissions.allowed.contains(.programs))
            definitions = script.definitions
            return script
        } catch {
            throw error.explained { explainingPipe(explainingPrompt(explainingAlias($0))) }
        }
    }

    /// Everything that is wrong with a text, or probably not meant; nothing is run or sent.
    public func check(_ source: ScriptSource) -> [Finding] {
        if PluginText.isPlugin(source) { return checkPlugin(source) }
        var context = checkContext(vocabulary)
        do throws(Diagnostic) {
            var given = try GivenVariables(environment)
            try given.takeProject(beside: source, environment)
            context.variables = Set(given.layers.flatMap(\.values.keys))
        } catch {
            return [Finding(.error, error)]
        }
        return Script.check(source, context).map { Finding($0.severity, explainingAlias($0.diagnostic)) }
    }

    private nonisolated func checkContext(_ vocabulary: Vocabulary) -> CheckContext {
        var context = CheckContext(vocabulary: vocabulary, library: library)
        context.isSecretName = { SecretFinder.isSecret($0) || SecretFinder.isCredential($0) }
        context.isKnownSecret = HistoryRule.holdsKnownKind
        return context
    }

    private nonisolated var library: FileLibrary { FileLibrary(files: environment.files, plugins: shelf.records) }

    /// Everything that is wrong with the text of a script plugin.
    private func checkPlugin(_ source: ScriptSource) -> [Finding] {
        do throws(ScriptRejection) {
            let text = try PluginText(source, vocabulary: shelf.builtIn.vocabulary, library: library)
            let check = PluginCheck(text, shelf.builtIn.vocabulary)
            let findings =
                check.mistakes.map { Finding(.error, $0) } + check.warnings.map { Finding(.warning, $0) }
                + text.warnings(checkContext(shelf.builtIn.vocabulary))
            return findings.sorted { ($0.diagnostic.range?.lowerBound ?? 0) < ($1.diagnostic.range?.lowerBound ?? 0) }
        } catch {
            return error.diagnostics.map { Finding(.error, $0) }
        }
    }

    /// A file's text; a relative name counts from the folder of the script that names it.
    package func text(ofFile path: String, namedIn call: CommandContext) throws(Diagnostic) -> String {
        try permissions.checkReading(path, call)
        return try text(ofFile: call.source.path(of: path))
    }

    /// Hides the secrets in the value of a loop variable or a parameter from here on: all of it where its name or its
    /// form says that it is secret.
    ///
    /// - Throws: where the session that masks them cannot be read or written.
    public func bound(_ name: String, to value: JSON) async throws(Diagnostic) {
        let isSecret = SecretReason(name: name, value: value, isTyped: false) != nil
        let secrets = isSecret ? value.secretTexts : SecretFinder.secrets(inVariable: value).map(\.value)
        if !secrets.isEmpty { try hideHere(secrets) }
    }

    /// Runs what must run even after Ctrl-C.
    public func cleanUp(_ body: @escaping @Sendable () async -> Void) async { await environment.protecting(body) }
}

/// The real files as scripts may name them.
public struct FileLibrary: ScriptLibrary {
    private let files: any FileAccess

    private let plugins: [PluginRecord]

    /// The files of the machine, without plugins.
    public init(files: any FileAccess) { self.init(files: files, plugins: []) }

    init(files: any FileAccess, plugins: [PluginRecord]) {
        self.files = files
        self.plugins = plugins
    }

    /// Nothing: what was added is in the vocabulary already. A requirement only makes sure that it was.
    public func commands(ofPlugin name: String, versions: String?) throws(Diagnostic) -> [CommandShape] {
        guard let plugin = plugins.first(where: { $0.name == name }) else {
            let nearest = nearestName(to: name, among: plugins.map(\.name)).map { ["did you mean \($0)?"] } ?? []
            throw Diagnostic(
                .syntax, "unknown-plugin", "the plugin \(name) is not added",
                advice: nearest + ["add it, once it is on this machine: plugin add FILE --yes \(name)"])
        }
        guard let versions, PluginVersion(plugin.manifest.version)?.isIn(versions) != true else { return [] }
        throw Diagnostic(
            .syntax, "plugin-version", "the plugin \(name) is there in another version",
            found: plugin.manifest.version, expected: versions,
            advice: ["get one that fits, and add it: plugin add FILE --yes \(name)"])
    }

    /// The text of a file.
    ///
    /// - Throws: where the file cannot be read, or is not UTF-8.
    public func text(ofFile path: String) throws(Diagnostic) -> String {
        guard let text = String(validating: try files.read(path), as: UTF8.self) else {
            throw Diagnostic(.syntax, "file-not-text", "\(path) is not UTF-8 text", advice: ["save it as UTF-8"])
        }
        return text
    }
}
