internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Plugins
internal import Script
internal import Settings
internal import Workbench

enum PluginList {
    static let command = Command(
        "plugin list", .plugin, "list the plugins that were added",
        traits: CommandTraits(
            effect: .looks, runBy: .texts, needs: nil, recipe: .leftOut, locked: .worksWithLess, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["plugin list"]
    ) { _, bench throws(Diagnostic) in
        try bench.shelf.check()
        let rows = bench.shelf.records.map { record in
            [
                AnswerTable.Cell(JSON(record.name)), AnswerTable.Cell(JSON(record.manifest.version)),
                AnswerTable.Cell(JSON(record.kind.rawValue)),
                AnswerTable.Cell(JSON(PluginShow.stateAndClashes(record, bench))),
                AnswerTable.Cell(JSON(record.manifest.summary)),
            ]
        }
        return .table(
            AnswerTable(
                ["name", "version", "kind", "state", "summary"], rows: rows,
                emptyText: "no plugins: plugin add FILE adds one, plugin new --kind script NAME makes one"))
    }
}

enum PluginShow {
    static let command = Command(
        "plugin show", .plugin, "show what a plugin brings, what it asks for, and whether its file has changed",
        operands: [OperandShape("NAME", .word, "the plugin's name")],
        traits: CommandTraits(
            effect: .looks, runBy: .texts, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["plugin show sigv4"]
    ) { call, bench throws(Diagnostic) in
        let record = try bench.record(call.text(0) ?? "")
        return .record(
            title: "plugin \(record.name)",
            fields(record) + fields(bench.shelf.clashes(of: record))
                + [Answer.Field("state", JSON(state(record, bench)))])
    }

    static func fields(_ record: PluginRecord) -> [Answer.Field] {
        let manifest = record.manifest
        let needs = manifest.needs.map { JSON("\($0.secret): \($0.reason)") }
        let lists: [(String, [JSON])] = [
            ("commands", manifest.commands.map { JSON($0.name) }),
            ("providers", manifest.providers.compactMap { $0["name"] }),
            ("hooks", manifest.hooks.map { JSON($0.rawValue) }), ("sees_unmasked", needs),
        ]
        return [
            Answer.Field("name", JSON(manifest.name)), Answer.Field("version", JSON(manifest.version)),
            Answer.Field("summary", JSON(manifest.summary)), Answer.Field("kind", JSON(record.kind.rawValue)),
            Answer.Field("path", JSON(record.path)), Answer.Field("sha256", JSON(record.sha256)),
        ]
            + lists.map { name, values in
                let shown = values.isEmpty ? "none" : values.compactMap(\.string).joined(separator: ", ")
                return Answer.Field(name, JSON(values), shown: shown)
            }
    }

    static func fields(_ clashes: PluginClashes) -> [Answer.Field] {
        [("not_callable", clashes.commands), ("not_usable", clashes.providers)].filter { !$0.1.isEmpty }.map {
            Answer.Field($0.0, JSON($0.1.map { JSON($0) }), shown: $0.1.joined(separator: ", "))
        }
    }

    static func stateAndClashes(_ record: PluginRecord, _ bench: isolated Workbench) -> String {
        let clashes = bench.shelf.clashes(of: record)
        let names = (clashes.commands + clashes.providers).joined(separator: ", ")
        return state(record, bench) + (names.isEmpty ? "" : "; \(names) taken by another")
    }

    static func state(_ record: PluginRecord, _ bench: isolated Workbench) -> String {
        guard FileStamp(of: record.path) != nil, let bytes = try? bench.environment.files.read(record.path) else {
            return "missing; put it back"
        }
        return PluginRecord.digest(bytes) == record.sha256 ? "as added" : "changed; add it again"
    }
}

enum PluginRemove {
    static let command = Command(
        "plugin remove", .plugin, "forget a plugin; its file stays",
        operands: [OperandShape("NAME", .word, "the plugin's name")],
        traits: CommandTraits(
            effect: .managesPlugins, runBy: .typed, needs: .plugins, recipe: .leftOut, locked: .refused,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["plugin remove sigv4"]
    ) { call, bench throws(Diagnostic) in
        let record = try bench.record(call.text(0) ?? "")
        bench.closePlugin(record.name)
        PluginAdd.forgetCopy(of: record, insteadOf: nil, bench)
        try bench.shelf.remove(record.name)
        return .note("removed \(record.name)", ["removed": JSON(record.name)])
    }
}

enum PluginTest {
    static let command = Command(
        "plugin test", .plugin, "try a plugin's file without adding it, and say what is wrong with it",
        operands: [OperandShape("FILE", .word, "the plugin's file")],
        traits: CommandTraits(
            effect: .managesPlugins, runBy: .typed, needs: .plugins, recipe: .leftOut, locked: .refused,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["plugin test ./sign.keyway"]
    ) { call, bench throws(Diagnostic) in
        let path = bench.environment.files.absolute(call.source.path(of: call.text(0) ?? ""))
        // Who types this wants it run.
        let record = try await PluginReader.record(path, bench) { _ in }
        PluginReader.discardCopy(record.sha256, path, bench)
        let clashes = bench.shelf.clashes(of: record)
        guard clashes.isEmpty else {
            throw Diagnostic(.execution, "plugin-clash", clashes.described, advice: ["choose other names"])
        }
        let warnings = record.kind == .script ? try warnings(path, bench) : []
        let shown =
            warnings.isEmpty
            ? []
            : [
                Answer.Field("warnings", JSON(warnings.map { JSON($0) }), shown: warnings.joined(separator: "\n"))
            ]
        return .record(title: "ok: plugin \(record.name)", PluginShow.fields(record) + shown)
    }

    /// What `keyway check` shows with its place.
    private static func warnings(_ path: String, _ bench: isolated Workbench) throws(Diagnostic) -> [String] {
        let text = String(decoding: try bench.environment.files.read(path), as: UTF8.self)
        return bench.check(ScriptSource(.recipe(path: path), text: text)).map { finding in
            let line = finding.diagnostic.place.map { "line \($0.line): " } ?? ""
            return line + finding.diagnostic.message
        }
    }
}
