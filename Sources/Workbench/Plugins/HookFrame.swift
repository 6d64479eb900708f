internal import HTTPMessage
internal import JSONKit
internal import Plugins
internal import Script

/// What a hook of a script is looking at.
struct HookFrame {
    let plugin: String
    let hook: PluginHook
    /// What `change` changes; nil where nothing can be changed.
    var message: HookMessage?
    var notes: [String] = []
}

/// A message that a hook may change.
enum HookMessage: Equatable {
    case request(HTTPRequest)
    case response(HTTPResponse)

    var json: JSON {
        switch self {
        case .request(let request): request.hookJSON
        case .response(let response): response.hookJSON
        }
    }

    func taking(_ replacement: JSON, insteadOf shown: JSON, _ plugin: String) throws(Diagnostic) -> HookMessage {
        switch self {
        case .request(let request): .request(try request.taking(replacement, insteadOf: shown, plugin))
        case .response(let response): .response(try response.taking(replacement, insteadOf: shown, plugin))
        }
    }
}

extension Workbench {
    /// Whether there is anybody to ask at a hook; a hook's own requests are nobody's business but its own.
    func hasHooks(_ hook: PluginHook) -> Bool {
        hookFrame == nil && hookedPlugin == nil && shelf.records.contains { $0.manifest.hooks.contains(hook) }
    }

    /// The request as the plugins leave it.
    func hooked(_ request: HTTPRequest) async throws(Diagnostic) -> HTTPRequest {
        guard hasHooks(.request) else { return request }
        guard case .request(let changed) = try await hooked(.request(request), .request) else { return request }
        return changed
    }

    /// The response as the plugins leave it: what the command works on and queries see. The log keeps what came.
    func hooked(_ response: HTTPResponse, of entry: inout SessionExchange) async throws(Diagnostic) {
        guard hasHooks(.response), case .response(let changed) = try await hooked(.response(response), .response),
            changed != response
        else { return }
        entry.exchange.outcome = .response(changed)
        try hide(SecretFinder.secrets(in: entry.exchange).map(\.value))
        replaceLast(entry)
    }

    private func hooked(_ message: HookMessage, _ hook: PluginHook) async throws(Diagnostic) -> HookMessage {
        var message = message
        for record in askedRecords(hook) {
            guard let changed = try await asked(record, hook, message.json, message) else { continue }
            try checkChange(of: message, to: changed, by: record)
            message = changed
        }
        return message
    }

    /// Those that have a hook. A plugin is not asked about what it does itself by `keyway/run`: it waits for the answer, and
    /// we would wait for it.
    private func askedRecords(_ hook: PluginHook) -> [PluginRecord] {
        shelf.records.filter { $0.manifest.hooks.contains(hook) && !pluginsThatRun.contains($0.name) }
    }

    /// Tells the plugins of something that has happened, which they may annotate or refuse.
    ///
    /// - Parameter reason: why it has failed, which is found all the same where a plugin refuses a failure.
    func tellHooks(
        _ hook: PluginHook, _ value: @autoclosure () -> JSON, reason: @autoclosure () -> String? = nil
    ) async throws(Diagnostic) {
        guard hasHooks(hook) else { return }
        let value = value()
        for record in askedRecords(hook) {
            do throws(Diagnostic) {
                _ = try await asked(record, hook, value, nil)
            } catch {
                // What failed in the first place must be told, whatever the hook makes of it.
                guard hook == .failure else { throw error }
                guard error.code != "plugin-refused" else { throw error.instead(of: reason()) }
                failureNotes.append("the plugin \(record.name) failed too: \(error.message)")
            }
        }
    }

    /// Asks one plugin; returns the message if it has changed it.
    private func asked(
        _ record: PluginRecord, _ hook: PluginHook, _ value: JSON, _ message: HookMessage?
    ) async throws(Diagnostic) -> HookMessage? {
        let masker = try masker(showing: record.manifest.needs)
        switch try await opened(record.name) {
        case .script(let text):
            hookFrame = HookFrame(plugin: record.name, hook: hook, message: message)
            defer { hookFrame = nil }
            let host = QuietHost(self, seen: { masker.mask($0) })
            // The second of a kind sees what the first has changed.
            for script in text.hooks where script.kind == hook.rawValue {
                let shown = masker.mask(hookFrame?.message?.json ?? value)
                let interpreter = Interpreter(host: host, vocabulary: vocabulary)
                let failures = await interpreter.run(script.script, locals: [hook.rawValue: shown])
                if let first = failures.first {
                    note(hookFrame?.notes ?? [], record.name, hook)
                    throw first
                }
            }
            note(hookFrame?.notes ?? [], record.name, hook)
            return hookFrame?.message
        case .process(let process):
            let shown = masker.mask(value)
            hookedPlugin = record.name
            defer { hookedPlugin = nil }
            let verdict = try await verdict(of: process, hook, shown, record)
            note(verdict.notes, record.name, hook)
            if let refusal = verdict.refusal { throw refused(refusal, by: record.name, hook) }
            guard let replacement = verdict.replacement else { return nil }
            guard let message else { throw cannotReplace(hook, record.name) }
            return try message.taking(replacement, insteadOf: shown, record.name)
        }
    }

    /// A failing hook blocks every command, so the error says how to go on before the hook is fixed.
    private func verdict(
        of process: PluginProcess, _ hook: PluginHook, _ shown: JSON, _ record: PluginRecord
    ) async throws(Diagnostic) -> PluginVerdict {
        do throws(Diagnostic) {
            return try await pluginStep { () async throws(PluginError) in try await process.hook(hook, shown) }
        } catch {
            guard error.kind != .interrupted else { throw error }
            var failure = error
            failure.advice.append("`plugin remove \(record.name)` takes its hooks out of the way")
            throw failure
        }
    }

    /// The plugin for which a command runs that nobody has typed; what such a command answers is not what was asked for.
    var servedPlugin: String? { hookFrame?.plugin ?? hookedPlugin ?? pluginsThatRun.last }

    /// Shows an answer: that of a command in a hook among what plugins say, a few lines of it.
    func display(_ shown: Answer, of call: Invocation) async {
        guard let plugin = servedPlugin else { return await environment.display.show(shown, of: call) }
        for line in await environment.display.text(of: shown).split(separator: "\n").prefix(20) {
            environment.pluginLog("\(plugin): \(line)")
        }
    }

    func refused(_ reason: String, by plugin: String, _ hook: PluginHook) -> Diagnostic {
        Diagnostic(
            .execution, "plugin-refused", "the plugin \(plugin) refuses this \(hook.rawValue): \(reason)",
            advice: ["`plugin show \(plugin)` says what it does; plugin remove \(plugin) takes it away"])
    }

    private func cannotReplace(_ hook: PluginHook, _ plugin: String) -> Diagnostic {
        Diagnostic(
            .execution, "plugin-nonsense", "the plugin \(plugin) replaces a \(hook.rawValue)",
            advice: ["what is granted, and what has failed, can be noted and refused, but not changed"])
    }

    /// What is said of a failure becomes advice of it; all else is shown at once.
    private func note(_ notes: [String], _ plugin: String, _ hook: PluginHook) {
        for note in notes {
            let line = "\(plugin): \((try? masker().mask(note)) ?? note)"
            unkeptNotes.append(line)
            if hook == .failure { failureNotes.append(line) } else { environment.pluginLog(line) }
        }
    }

    /// What a hook sends by itself is not what was spoken of.
    func forgetNotes() {
        if hookFrame == nil, hookedPlugin == nil { unkeptNotes = [] }
    }

    /// Puts what was said of an exchange into the log.
    func keepNotes(of exchange: Int64) throws(Diagnostic) {
        guard hookFrame == nil, hookedPlugin == nil else { return }
        defer { unkeptNotes = [] }
        try store().save(notes: unkeptNotes, of: exchange)
    }

    /// A failure with what plugins have said of it.
    func annotated(_ failure: Diagnostic) -> Diagnostic {
        defer { failureNotes = [] }
        var annotated = failure
        annotated.advice += failureNotes
        return annotated
    }

    /// A refusal need not be the failure of the command that got it: then its notes stand alone.
    func showFailureNotes() {
        for line in failureNotes { environment.pluginLog(line) }
        failureNotes = []
    }

    /// The masker without the secrets that a plugin may see.
    func masker(showing needs: [PluginNeed]) throws(Diagnostic) -> Masker {
        let full = try masker()
        guard !needs.isEmpty else { return full }
        let kinds = Set(needs.map { PluginNeed.folded($0.secret) })
        let known = try store().namedSecrets()
        let shown = Set(known.filter { kinds.contains(PluginNeed.folded($0.kind)) }.map(\.value))
        var masker = full.emptied
        for secret in known where !shown.contains(secret.value) {
            masker.add(secret.value, secret.origin)
        }
        for secret in hiddenHere where !shown.contains(secret) { masker.add(secret, .given) }
        return masker
    }
}

extension Diagnostic {
    /// The refusal of a failure, with that failure.
    fileprivate func instead(of reason: String?) -> Diagnostic {
        var refusal = self
        refusal.found = reason
        refusal.advice.append("`log` shows the exchange")
        return refusal
    }
}

extension PluginNeed {
    /// What came as `clientSecret` is a `client_secret` all the same.
    fileprivate static func folded(_ kind: String) -> String { kind.lowercased().filter { $0 != "_" && $0 != "-" } }
}
