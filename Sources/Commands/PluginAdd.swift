internal import Answers
internal import Diagnostics
internal import JSONKit
internal import PluginHost
internal import Plugins
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum PluginAdd {
    static let command = Command(
        "plugin add", .plugin, "add a plugin after showing what it brings and what it asks for",
        operands: [OperandShape("FILE", .word, "a .keyway file, or an executable that speaks the plugin protocol")],
        options: [OptionShape("yes", value: "NAME", "agree to what the plugin of this name asks for")],
        details: """
            The file's path and SHA-256 are kept: once the file changes, the plugin is not used before it is added again. \
            An executable must be started to ask it what it brings: you are asked before, and it is shown nothing of the \
            session for that. What runs, then and later, is a private copy of what was looked at.
            """,
        traits: CommandTraits(
            effect: .managesPlugins, runBy: .typed, needs: .plugins, recipe: .leftOut, locked: .refused,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["plugin add ./sign.keyway", "plugin add ./sigv4.py --yes sigv4"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let path = bench.environment.files.absolute(call.source.path(of: call.text(0) ?? ""))
        let environment = bench.environment
        let record = try await PluginReader.record(path, bench) { sha256 async throws(Diagnostic) in
            try await agreeToStart(path, sha256, call, environment)
        }
        let clashes = bench.shelf.clashes(of: record)
        let shown = PluginShow.fields(record) + PluginShow.fields(clashes)
        await bench.environment.display.show(.record(title: "plugin \(record.name)", shown), of: call)
        do throws(Diagnostic) {
            try await agree(record, call, bench)
        } catch {
            PluginReader.discardCopy(record.sha256, path, bench)
            throw error
        }
        forgetCopy(of: bench.shelf.record(record.name), insteadOf: record, bench)
        try bench.shelf.keep(record)
        bench.closePlugin(record.name)
        let taken = clashes.isEmpty ? "" : "; \(clashes.described)"
        return .note("added \(record.name) \(record.manifest.version)\(taken)", ["added": JSON(record.name)])
    }

    /// Before its first start: what it says of itself can be known only by running it.
    private static func agreeToStart(
        _ path: String, _ sha256: String, _ call: CommandContext, _ environment: WorkbenchEnvironment
    ) async throws(Diagnostic) {
        guard call.option("yes") == nil else { return }
        let facts = [Answer.Field("path", JSON(path)), Answer.Field("sha256", JSON(sha256))]
        await environment.display.show(.record(title: "what is to be run", facts), of: call)
        let answer = await environment.ask?("run it as you, to ask it what it brings? [y/N] ")
        guard let answer, ["y", "yes"].contains(answer.lowercased()) else {
            let reason = answer == nil ? unasked : "not agreed to"
            throw Diagnostic(
                .execution, "plugin-consent", "\(path) is not started: \(reason)",
                advice: ["agree by the plugin's name: plugin add \(path) --yes NAME"])
        }
    }

    private static var unasked: String { Task.isCancelled ? "interrupted" : "nobody can be asked here" }

    /// The executable that was run for an older record goes with it.
    static func forgetCopy(of old: PluginRecord?, insteadOf new: PluginRecord?, _ bench: isolated Workbench) {
        guard let old, old.kind == .process else { return }
        let others = bench.shelf.records.filter { $0.name != old.name } + (new.map { [$0] } ?? [])
        PluginCopy(sha256: old.sha256, of: old.path, bench.environment.files).remove(unlessOf: others)
    }

    private static func agree(
        _ record: PluginRecord, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) {
        if let name = call.option("yes") {
            guard name == record.name else {
                throw Diagnostic(
                    .usage, "plugin-consent", "--yes \(name) does not agree to the plugin \(record.name)",
                    advice: ["write --yes \(record.name), if that is meant"])
            }
            return
        }
        let answer = await bench.environment.ask?("add it and agree to what it asks for? [y/N] ")
        guard let answer, ["y", "yes"].contains(answer.lowercased()) else {
            let reason = answer == nil ? unasked : "not agreed to"
            throw Diagnostic(
                .execution, "plugin-consent", "the plugin \(record.name) is not added: \(reason)",
                advice: ["agree by its name: plugin add \(record.path) --yes \(record.name)"])
        }
    }
}

extension FileAccess {
    /// A path that holds in whatever folder Keyway is started next.
    func absolute(_ path: String) -> String {
        let whole = path.hasPrefix("/") ? path : "\(PrivateFile.workingFolder)/\(path)"
        // `..` stays: behind a link to a folder it does not lead back.
        return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }
}
