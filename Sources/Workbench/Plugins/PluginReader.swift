package import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import PluginHost
package import Plugins
internal import Providers
internal import Script
internal import Settings

/// Learns from a file what plugin it is.
package enum PluginReader {
    /// The record of a plugin that is not added yet.
    ///
    /// - Parameter consent: is asked before an executable is started, with its SHA-256.
    package static func record(
        _ path: String, _ bench: isolated Workbench, consent: (String) async throws(Diagnostic) -> Void
    ) async throws(Diagnostic) -> PluginRecord {
        if let folder = PluginFolder(path, bench.environment.files) { throw folder.mistake }
        let bytes = try bench.environment.files.read(path)
        let isScript = path.hasSuffix(".keyway")
        if !isScript { try await consent(PluginRecord.digest(bytes)) }
        let manifest: PluginManifest
        if isScript {
            manifest = try self.manifest(try text(bytes, path, bench), path)
        } else {
            let name = String(path.split(separator: "/").last ?? "")
            do throws(Diagnostic) {
                let process = try await bench.started(bytes, path, name: name, needs: [], isAgreed: false)
                defer { process.bye() }
                manifest = try await bench.pluginStep { () async throws(PluginError) in try await process.manifest() }
                try checkPresets(manifest)
            } catch {
                discardCopy(PluginRecord.digest(bytes), path, bench)
                throw error
            }
        }
        return PluginRecord(
            path: path, sha256: PluginRecord.digest(bytes), kind: isScript ? .script : .process, manifest: manifest,
            addedAt: bench.environment.clock())
    }

    /// Takes away what was run of an executable that is not added.
    package static func discardCopy(_ sha256: String, _ path: String, _ bench: isolated Workbench) {
        PluginCopy(sha256: sha256, of: path, bench.environment.files).remove(unlessOf: bench.shelf.records)
    }

    /// A script plugin's text; the first of its mistakes is thrown, and all of them are shown by `keyway check`.
    static func text(_ bytes: [UInt8], _ path: String, _ bench: isolated Workbench) throws(Diagnostic) -> PluginText {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Diagnostic(.syntax, "file-not-text", "\(path) is not UTF-8 text", advice: ["save it as UTF-8"])
        }
        do throws(ScriptRejection) {
            // What it defines must not clash with itself once it is added.
            return try PluginText(
                checked: ScriptSource(.recipe(path: path), text: text), vocabulary: bench.shelf.builtIn.vocabulary,
                library: FileLibrary(files: bench.environment.files, plugins: bench.shelf.records))
        } catch {
            guard var first = error.diagnostics.first else {
                throw Diagnostic(.syntax, "plugin-text", "\(path) is no plugin")
            }
            let others = error.diagnostics.count - 1
            if others > 0 { first.advice.append("it has \(others) more to fix: keyway check \(path) shows them all") }
            throw first
        }
    }

    /// A preset that no session could use would be left out without a word.
    private static func checkPresets(_ manifest: PluginManifest) throws(Diagnostic) {
        for need in manifest.needs where !SecretKind.isKnown(need.secret) {
            throw Diagnostic(
                .execution, "plugin-manifest", "the plugin's manifest needs \(need.secret), as which no secret is kept",
                expected: SecretKind.all.joined(separator: ", "))
        }
        for preset in manifest.providers where Provider(json: preset) == nil {
            throw Diagnostic(
                .execution, "plugin-manifest",
                "the plugin's manifest has no usable provider \(preset["name"]?.string ?? "")",
                found: String(preset.text().prefix(200)),
                advice: ["`help provider add` names what a provider has, and what each of it may be"])
        }
    }

    private static func manifest(_ text: PluginText, _ path: String) throws(Diagnostic) -> PluginManifest {
        let commands = text.ownCommands.map { definition in
            let lines = definition.documentation.split(separator: "\n", maxSplits: 1).map(String.init)
            return PluginCommand(
                definition.name, summary: lines.first ?? "", details: lines.count > 1 ? lines[1] : "",
                operands: definition.parameters.map { parameter in
                    var operand = PluginCommand.Operand(parameter.name, isRequired: parameter.standard == nil)
                    operand.isCompleted = text.completions.contains {
                        $0.command == definition.name && $0.operand == parameter.name
                    }
                    return operand
                })
        }
        var providers: [JSON] = []
        for provider in text.providers { providers.append(try PluginPreset.json(provider, text.source)) }
        let manifest = PluginManifest(
            name: text.name, version: text.version, summary: text.summary, commands: commands, providers: providers,
            hooks: PluginHook.allCases.filter { hook in text.hooks.contains { $0.kind == hook.rawValue } },
            needs: text.needs.map { PluginNeed(secret: $0.secret, reason: $0.reason) })
        do throws(PluginError) {
            return try PluginManifest(json: manifest.json)
        } catch {
            throw Diagnostic(error)
        }
    }
}

extension PluginText {
    /// A plugin's text in which nothing is wrong.
    ///
    /// - Throws: everything that is.
    init(
        checked source: ScriptSource, vocabulary: Vocabulary, library: any ScriptLibrary
    ) throws(ScriptRejection) {
        try self.init(source, vocabulary: vocabulary, library: library)
        let mistakes = PluginCheck(self, vocabulary).mistakes
        guard mistakes.isEmpty else { throw ScriptRejection(diagnostics: mistakes, isIncomplete: false) }
    }
}
