package import Diagnostics
internal import JSONKit
internal import PluginHost
package import Plugins
internal import Redaction
package import Script
internal import Settings

/// A plugin that is in use.
package struct OpenPlugin: Sendable {
    /// How a plugin is run: as a script, or as a process of its own.
    package enum Form {
        case script(PluginText)
        case process(PluginProcess)
    }

    let form: Form
    /// Of the file that was read.
    let sha256: String
    /// What the file system said of it then.
    var stamp: FileStamp

    var process: PluginProcess? {
        if case .process(let process) = form { process } else { nil }
    }
}

extension Workbench {
    /// A plugin, read or started at its first use, if its file is still the one that was added.
    package func opened(_ name: String) async throws(Diagnostic) -> OpenPlugin.Form {
        await openPlugins[name]?.process?.settled()
        if let open = try openNow(name) { return open.form }
        let (record, bytes, stamp) = try plugin(name)
        let open: OpenPlugin.Form
        switch record.kind {
        case .script:
            open = .script(try PluginReader.text(bytes, record.path, self))
        case .process:
            let process = try await started(bytes, record.path, name: name, needs: record.manifest.needs)
            // Another call may have started it too while this one waited for its answer.
            if let other = openPlugins[name]?.process, other.ended == nil {
                process.bye()
                return .process(other)
            }
            open = .process(process)
        }
        openPlugins[name] = OpenPlugin(form: open, sha256: record.sha256, stamp: stamp)
        return open
    }

    /// One that is in use, if it can go on: it has not ended, and its file is what was read.
    private func openNow(_ name: String) throws(Diagnostic) -> OpenPlugin? {
        guard let open = openPlugins[name] else { return nil }
        if let end = open.process?.ended {
            openPlugins[name] = nil
            // Who has pressed Ctrl-C has heard nothing of it yet.
            if end.code == "plugin-cancel" { environment.pluginLog("\(end.message); it is started anew") }
            return nil
        }
        guard let record = shelf.record(name), FileStamp(of: record.path) != open.stamp || record.sha256 != open.sha256
        else { return open }
        do throws(Diagnostic) {
            // Touched or copied, it may still be the same.
            let (record, _, stamp) = try plugin(name)
            if record.sha256 == open.sha256 {
                openPlugins[name]?.stamp = stamp
                return open
            }
            closePlugin(name)
            return nil
        } catch {
            closePlugin(name)
            throw error
        }
    }

    /// The record of a plugin and its file's bytes, which are those that were added.
    private func plugin(_ name: String) throws(Diagnostic) -> (PluginRecord, [UInt8], FileStamp) {
        var record = try record(name)
        // Before the bytes: what is written meanwhile is seen by the next look.
        guard let stamp = FileStamp(of: record.path) else {
            throw Diagnostic(
                .execution, "plugin-missing", "the file of the plugin \(name) is gone", found: record.path,
                advice: ["put it back, or forget the plugin: plugin remove \(name)"])
        }
        let bytes = try environment.files.read(record.path)
        let digest = PluginRecord.digest(bytes)
        if digest != record.sha256 {
            // Another prompt may have added it again.
            shelf.forget()
            record = try self.record(name)
        }
        guard digest == record.sha256 else {
            throw Diagnostic(
                .execution, "plugin-changed", "the plugin \(name) has changed since it was added",
                found: record.path,
                advice: ["look at what has changed, then add it again: plugin add \(record.path)"]
                    + wayWithoutHooks(record))
        }
        return (record, bytes, stamp)
    }

    private func wayWithoutHooks(_ record: PluginRecord) -> [String] {
        record.manifest.hooks.isEmpty ? [] : ["plugin remove \(record.name) takes its hooks out of the way until then"]
    }

    /// Lets go of one that is in use.
    package func closePlugin(_ name: String) { openPlugins.removeValue(forKey: name)?.process?.bye() }

    /// A process plugin that has answered `hello`.
    ///
    /// - Parameters:
    ///   - bytes: the executable, as it was looked at.
    ///   - isAgreed: whether the user has agreed to it; before that it may ask for nothing.
    func started(
        _ bytes: [UInt8], _ path: String, name: String, needs: [PluginNeed], isAgreed: Bool = true
    ) async throws(Diagnostic) -> PluginProcess {
        let kept = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"]
        var variables = environment.variables.filter { kept.contains($0.key) }
        // It runs as a copy, and may want what lies beside it.
        variables["KEYWAY_PLUGIN_FILE"] = path
        let environmentOfIt = variables
        let copy = PluginCopy(sha256: PluginRecord.digest(bytes), of: path, environment.files)
        try copy.write(bytes)
        let log = environment.pluginLog
        let version = environment.version
        return try await pluginStep { () async throws(PluginError) in
            let process = try PluginProcess(
                copy.path, name: name, environment: environmentOfIt, limits: environment.pluginLimits,
                // What it was shown it may say again.
                log: { [latestMasker] line in log("\(name): \(latestMasker.mask(line))") },
                host: { [weak self] method, parameters in
                    guard isAgreed else {
                        return .failure(PluginError("plugin-consent", "the user has not agreed to this plugin yet"))
                    }
                    guard let self else { return .failure(PluginError("plugin-ended", "the session has ended")) }
                    return await self.answer(method, parameters, to: name, needs)
                })
            try await process.greet(version: version)
            return process
        }
    }

    /// Ends the plugins that run.
    public func endPlugins() {
        for name in openPlugins.keys { closePlugin(name) }
    }
}
