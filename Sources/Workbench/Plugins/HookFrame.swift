internal import Answers
package import Diagnostics
package import HTTPMessage
internal import JSONKit
internal import PluginHost
package import Plugins
internal import Providers
package import Redaction
internal import Script
internal import Session
internal import Synchronization

/// What a hook of a script is looking at, and what it does to it.
package final class HookFrame: Sendable {
    /// The name of the plugin whose hook runs.
    package let plugin: String
    /// The hook that runs.
    package let hook: PluginHook
    private let state: Mutex<State>

    struct State {
        /// What `change` changes; nil where nothing can be changed.
        var message: HookMessage?
        var notes: [String] = []
    }

    init(plugin: String, hook: PluginHook, message: HookMessage?) {
        self.plugin = plugin
        self.hook = hook
        state = Mutex(State(message: message))
    }

    /// The message as the hook has left it so far; nil where nothing can be changed.
    package var message: HookMessage? {
        get { state.withLock(\.message) }
        set { state.withLock { $0.message = newValue } }
    }

    var notes: [String] { state.withLock(\.notes) }

    /// Adds a note of the plugin to what the call reports.
    package func note(_ text: String) { state.withLock { $0.notes.append(text) } }
}

/// A message that a hook may change.
package enum HookMessage: Equatable {
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
    /// Whether any plugin is to be asked at a hook. No hook is told of the requests that a hook itself sends.
    func hasHooks(_ hook: PluginHook, _ call: CommandContext) -> Bool {
        !call.scope.isInHook && shelf.records.contains { $0.manifest.hooks.contains(hook) }
    }

    /// The request as the plugins leave it.
    func hooked(_ request: HTTPRequest, _ call: CommandContext) async throws(Diagnostic) -> HTTPRequest {
        guard hasHooks(.request, call) else { return request }
        guard case .request(let changed) = try await hooked(.request(request), .request, call) else { return request }
        return changed
    }

    /// The response as the plugins leave it: what the command works on and queries see. The log keeps what came.
    func hooked(
        _ response: HTTPResponse, of entry: inout SessionExchange, _ call: CommandContext
    ) async throws(Diagnostic) {
        guard hasHooks(.response, call),
            case .response(let changed) = try await hooked(.response(response), .response, call), changed != response
        else { return }
        entry.exchange.outcome = .response(changed)
        try hide(SecretFinder.secrets(in: entry.exchange).map(\.value))
        replaceLast(entry)
    }

    private func hooked(
        _ message: HookMessage, _ hook: PluginHook, _ call: CommandContext
    ) async throws(Diagnostic) -> HookMessage {
        var message = message
        for record in askedRecords(hook, call) {
            guard let changed = try await asked(record, hook, message.json, message, call) else { continue }
            try checkChange(of: message, to: changed, by: record)
            message = changed
        }
        return message
    }

    /// The plugins that have a hook. A plugin is not asked about what it does itself by `keyway/run`: it waits for the
    /// answer to that, and would never answer.
    private func askedRecords(_ hook: PluginHook, _ call: CommandContext) -> [PluginRecord] {
        shelf.records.filter { $0.manifest.hooks.contains(hook) && !call.scope.plugins.contains($0.name) }
    }

    /// Tells the plugins of something that has happened, which they may annotate or refuse.
    ///
    /// - Parameter reason: why it has failed, which is found all the same where a plugin refuses a failure.
    func tellHooks(
        _ hook: PluginHook, _ value: @autoclosure () -> JSON, reason: @autoclosure () -> String? = nil,
        _ call: CommandContext
    ) async throws(Diagnostic) {
        guard hasHooks(hook, call) else { return }
        let value = value()
        for record in askedRecords(hook, call) {
            do throws(Diagnostic) {
                _ = try await asked(record, hook, value, nil, call)
            } catch {
                // What failed in the first place must be told, whatever the hook makes of it.
                guard hook == .failure else { throw error }
                guard error.code != HookFrame.refused else { throw error.instead(of: reason()) }
                call.notes.addToFailure("the plugin \(record.name) failed too: \(error.message)")
            }
        }
    }

    /// Asks one plugin; returns the message if it has changed it. In a dry run nothing else that the hook does is kept.
    private func asked(
        _ record: PluginRecord, _ hook: PluginHook, _ value: JSON, _ message: HookMessage?, _ call: CommandContext
    ) async throws(Diagnostic) -> HookMessage? {
        guard case .dry = call.scope.manner else { return try await answered(record, hook, value, message, call) }
        return try await onCopy { () async throws(Diagnostic) in
            try await answered(record, hook, value, message, call)
        }
    }

    private func answered(
        _ record: PluginRecord, _ hook: PluginHook, _ value: JSON, _ message: HookMessage?, _ call: CommandContext
    ) async throws(Diagnostic) -> HookMessage? {
        let masker = try masker(showing: record.manifest.needs)
        // What a hook sends is not what the user has asked for: queries and `why` go on to look at the call's exchange.
        let kept = (last, lastRefusal)
        defer { (last, lastRefusal) = kept }
        switch try await opened(record.name) {
        case .script(let text):
            let frame = HookFrame(plugin: record.name, hook: hook, message: message)
            defer { note(frame.notes, record.name, hook, call) }
            let host = RunHost(bench: self, scope: call.scope.ofHook(frame, needs: record.manifest.needs))
            // The second of a kind sees what the first has changed.
            for script in text.hooks where script.kind == hook.rawValue {
                let shown = masker.mask(frame.message?.json ?? value)
                let interpreter = Interpreter(host: host, vocabulary: vocabulary)
                let failures = await interpreter.run(script.script, locals: [hook.rawValue: shown])
                if let first = failures.first { throw first }
            }
            return frame.message
        case .process(let process):
            let shown = masker.mask(value)
            let verdict = try await serving(call.scope.ofHook(of: record.name), record.name) {
                () async throws(Diagnostic) -> PluginVerdict in try await self.verdict(of: process, hook, shown, record)
            }
            note(verdict.notes, record.name, hook, call)
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

    /// Shows an answer; a few lines of the answer of a command in a hook, among what plugins say.
    func display(_ shown: Answer, of call: CommandContext) async {
        guard let plugin = call.scope.servedPlugin else { return await environment.display.show(shown, of: call) }
        for line in await environment.display.text(of: shown).split(separator: "\n").prefix(20) {
            environment.pluginLog("\(plugin): \(line)")
        }
    }

    /// The failure of a call that a plugin's hook refuses.
    package func refused(_ reason: String, by plugin: String, _ hook: PluginHook) -> Diagnostic {
        Diagnostic(
            .execution, HookFrame.refused, "the plugin \(plugin) refuses this \(hook.rawValue): \(reason)",
            advice: ["`plugin show \(plugin)` says what it does; plugin remove \(plugin) takes it away"])
    }

    private func cannotReplace(_ hook: PluginHook, _ plugin: String) -> Diagnostic {
        Diagnostic(
            .execution, "plugin-nonsense", "the plugin \(plugin) replaces a \(hook.rawValue)",
            advice: ["what is granted, and what has failed, can be noted and refused, but not changed"])
    }

    /// What is said of a failure becomes advice of it; all else is shown at once.
    private func note(_ notes: [String], _ plugin: String, _ hook: PluginHook, _ call: CommandContext) {
        for note in notes {
            let line = "\(plugin): \((try? masker().mask(note)) ?? note)"
            call.notes.add(line, isOfFailure: hook == .failure)
            if hook != .failure { environment.pluginLog(line) }
        }
    }

    /// Puts what was said of an exchange into the log. Where the log cannot be written, the exchange stays without it.
    func keepNotes(of exchange: Int64, _ call: CommandContext) {
        let notes = call.notes.takeOfExchange()
        try? store().save(notes: notes, of: exchange)
    }

    /// The masker without the secrets that a plugin may see.
    package func masker(showing needs: [PluginNeed]) throws(Diagnostic) -> Masker {
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

extension HookFrame {
    /// The code of a plugin's refusal.
    static let refused = "plugin-refused"
}

extension RunScope {
    /// The scope of a script's hook on what is run in this one.
    func ofHook(_ frame: HookFrame, needs: [PluginNeed]) -> RunScope {
        var scope = inner(.hook(plugin: frame.plugin), needs: needs)
        scope.hook = frame
        return scope
    }

    /// The scope of a process plugin's hook on what is run in this one.
    func ofHook(of plugin: String) -> RunScope {
        var scope = inner(.hook(plugin: plugin), needs: nil)
        scope.hookedPlugin = plugin
        return scope
    }

    /// The scope of what is run for a text of this one.
    ///
    /// - Parameter origin: of whatever runs it, which must be allowed everything that is run.
    func inner(_ origin: Origin, needs: [PluginNeed]?) -> RunScope {
        var scope = self
        scope.origins.append(origin)
        scope.needs = needs
        scope.isRemembered = false
        scope.leavesFailures = true
        return scope
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
