package import Diagnostics
internal import JSONKit
package import Plugins
internal import Providers
internal import Script
internal import Session
public import Settings
internal import Synchronization

/// The plugins that were added, and the command table with what they bring; read at first use, and nothing is started.
package final class PluginShelf: Sendable {
    private let files: any FileAccess
    let builtIn: CommandTable
    private let state = Mutex<(records: [PluginRecord], table: CommandTable)?>(nil)

    init(_ files: any FileAccess, builtIn: CommandTable) {
        self.files = files
        self.builtIn = builtIn
    }

    /// The plugins that were added, oldest first; empty where the list cannot be read.
    package var records: [PluginRecord] { current.records }
    var table: CommandTable { current.table }

    /// The plugin whose command is called so, and the command.
    package func command(_ name: String) -> (PluginRecord, PluginCommand)? {
        guard builtIn.command(name) == nil else { return nil }
        for record in records {
            if let command = record.manifest.commands.first(where: { $0.name == name }) { return (record, command) }
        }
        return nil
    }

    /// The record of the plugin with a name; nil where none was added.
    package func record(_ name: String) -> PluginRecord? { records.first { $0.name == name } }

    /// Adds one, or puts it in the place of one with the same name.
    package func keep(_ record: PluginRecord) throws(Diagnostic) {
        try change { records in
            if let place = records.firstIndex(where: { $0.name == record.name }) {
                records[place] = record
            } else {
                records.append(record)
            }
        }
    }

    /// Takes a plugin off the list; a name that is not there changes nothing.
    ///
    /// - Throws: where the list cannot be read or written.
    package func remove(_ name: String) throws(Diagnostic) { try change { $0.removeAll { $0.name == name } } }

    /// - Throws: where the list is damaged, of which nothing can be used then.
    package func check() throws(Diagnostic) { _ = try readAll() }

    /// Reads the list again at the next use.
    func forget() { state.withLock { $0 = nil } }

    /// Changes the list as the file is now: another prompt may have added one since.
    private func change(_ change: (inout [PluginRecord]) -> Void) throws(Diagnostic) {
        let records = try PrivateFile.whileLocked(files.pluginFile) { () throws(Diagnostic) in
            var records = try readAll()
            change(&records)
            let json = JSON(members: [("plugins", JSON(records.map(\.json)))])
            try files.write(Array(json.text().utf8), to: files.pluginFile)
            return records
        }
        state.withLock { $0 = (records, builtIn.adding(records)) }
    }

    private var current: (records: [PluginRecord], table: CommandTable) {
        if let known = state.withLock({ $0 }) { return known }
        let read = read()
        let fresh = (read, builtIn.adding(read))
        state.withLock { $0 = fresh }
        return fresh
    }

    private func read() -> [PluginRecord] { (try? readAll()) ?? [] }

    /// - Throws: where there is a list that cannot be read, which must not be written over.
    private func readAll() throws(Diagnostic) -> [PluginRecord] {
        guard files.exists(files.pluginFile) else { return [] }
        let bytes = try files.read(files.pluginFile)
        guard let listed = (try? JSON(parsing: bytes))?["plugins"]?.elements else {
            throw Diagnostic(
                .execution, "plugin-list", "the list of plugins is damaged", found: files.pluginFile,
                advice: ["fix it, or move it away and add the plugins again"])
        }
        return listed.compactMap(PluginRecord.init)
    }
}

extension FileAccess {
    /// Where the added plugins are listed.
    var pluginFile: String { "\(sessionFolder)/plugins.json" }
}

/// What of a plugin is out of reach, since something else is called so.
package struct PluginClashes {
    /// The commands of the plugin whose names are taken.
    package var commands: [String] = []
    /// The providers of the plugin whose names are taken.
    package var providers: [String] = []

    /// Whether nothing of the plugin is out of reach.
    package var isEmpty: Bool { commands.isEmpty && providers.isEmpty }

    /// What is out of reach, as a clause without a full stop; empty where nothing is.
    package var described: String {
        let kinds = [("command", commands), ("provider", providers)].filter { !$0.1.isEmpty }
        return kinds.map { kind, names in
            let many = names.count > 1
            return "the \(kind)\(many ? "s" : "") \(names.joined(separator: ", ")) \(many ? "are" : "is") another's, "
                + "and \(many ? "stay as they are" : "stays as it is")"
        }.joined(separator: "; ")
    }
}

extension PluginShelf {
    /// What is Keyway's own wins, then the plugin that was added first.
    package func clashes(of record: PluginRecord) -> PluginClashes {
        let before = records.prefix { $0.name != record.name }.map(\.manifest)
        let presets = ProviderPreset.all.map(\.name) + before.flatMap(\.presetNames)
        let commands = before.flatMap(\.commands).map(\.name)
        return PluginClashes(
            commands: builtIn.clashes(with: record.manifest)
                + record.manifest.commands.map(\.name).filter(commands.contains),
            providers: record.manifest.presetNames.filter(presets.contains))
    }
}

extension PluginManifest {
    var presetNames: [String] { providers.compactMap { $0["name"]?.string } }
}

extension CommandTable {
    /// Every command, those of the added plugins too.
    public func withPlugins(of files: any FileAccess) -> CommandTable { PluginShelf(files, builtIn: self).table }

    /// The same with the commands of plugins; those that are there already win.
    func adding(_ records: [PluginRecord]) -> CommandTable {
        var names = Set(commands.map(\.name) + commands.map { String($0.name.prefix { $0 != " " }) })
        names.formUnion(Keyword.allCases.map(\.rawValue))
        var more: [Command] = []
        for record in records {
            for command in record.manifest.commands where names.insert(command.name).inserted {
                more.append(PluginCalls.command(command, of: record.name))
            }
        }
        return more.isEmpty ? self : CommandTable(commands + more, completions: completions)
    }

    /// What of a plugin cannot be called, since something else is called so.
    func clashes(with manifest: PluginManifest) -> [String] {
        let firsts = Set(commands.map { String($0.name.prefix { $0 != " " }) })
        return manifest.commands.map(\.name).filter { firsts.contains($0) || Keyword(rawValue: $0) != nil }
    }
}
