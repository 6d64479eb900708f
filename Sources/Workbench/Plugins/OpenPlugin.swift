internal import JSONKit
internal import Plugins
internal import Script

/// A plugin that is in use.
enum OpenPlugin: Sendable {
    case script(PluginText, PluginRecord)
    case process(PluginProcess)
}

extension Workbench {
    /// A plugin, read or started at its first use, if its file is still the one that was added.
    func opened(_ name: String) async throws(Diagnostic) -> OpenPlugin {
        if let open = openPlugins[name] {
            guard case .process(let process) = open, process.ended != nil else { return open }
            openPlugins[name] = nil
        }
        let record = try record(name)
        let bytes = try environment.files.read(record.path)
        guard PluginRecord.digest(bytes) == record.sha256 else {
            throw Diagnostic(
                .execution, "plugin-changed", "the plugin \(name) has changed since it was added",
                found: record.path,
                advice: ["look at what has changed, then add it again: plugin add \(record.path)"])
        }
        let open: OpenPlugin
        switch record.kind {
        case .script:
            open = .script(try PluginReader.text(bytes, record.path, self), record)
        case .process:
            let process = try await started(bytes, record.path, name: name, needs: record.manifest.needs)
            // Another call may have started it too while this one waited for its answer.
            if case .process(let other)? = openPlugins[name], other.ended == nil {
                process.bye()
                return .process(other)
            }
            open = .process(process)
        }
        openPlugins[name] = open
        return open
    }

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
        for case .process(let process) in openPlugins.values { process.bye() }
        openPlugins = [:]
    }
}
