internal import HTTPMessage
internal import JSONKit
internal import Plugins
internal import Script

/// What a hook of a script is looking at.
struct HookFrame {
    let plugin: String
    let hook: PluginHook
    /// What `change` changes.
    var request: HTTPRequest?
    var notes: [String] = []
    var refusal: String?
}

extension Workbench {
    /// Whether there is anybody to ask at a hook; a hook's own requests are nobody's business but its own.
    func hasHooks(_ hook: PluginHook) -> Bool {
        hookFrame == nil && !isInHook && shelf.records.contains { $0.manifest.hooks.contains(hook) }
    }

    /// The request as the plugins leave it.
    func hooked(_ request: HTTPRequest) async throws(Diagnostic) -> HTTPRequest {
        guard hasHooks(.request) else { return request }
        var request = request
        for record in shelf.records where record.manifest.hooks.contains(.request) {
            request = try await asked(record, .request, request.hookJSON, request) ?? request
        }
        return request
    }

    /// Tells the plugins of something that has happened, which they may annotate or refuse.
    func tellHooks(_ hook: PluginHook, _ value: @autoclosure () -> JSON) async throws(Diagnostic) {
        guard hasHooks(hook) else { return }
        let value = value()
        for record in shelf.records where record.manifest.hooks.contains(hook) {
            _ = try await asked(record, hook, value, nil)
        }
    }

    /// Asks one plugin; returns the request if it has changed it.
    private func asked(
        _ record: PluginRecord, _ hook: PluginHook, _ value: JSON, _ request: HTTPRequest?
    ) async throws(Diagnostic) -> HTTPRequest? {
        let masker = try masker(showing: record.manifest.needs)
        let shown = masker.mask(value)
        switch try await opened(record.name) {
        case .script(let text, _):
            guard let script = text.hooks.first(where: { $0.kind == hook.rawValue })?.script else { return nil }
            hookFrame = HookFrame(plugin: record.name, hook: hook, request: request)
            defer { hookFrame = nil }
            let host = QuietHost(self, seen: { masker.mask($0) })
            let interpreter = Interpreter(host: host, vocabulary: vocabulary)
            let failures = await interpreter.run(script, locals: [hook.rawValue: shown])
            for note in hookFrame?.notes ?? [] { await annotate(note, record.name) }
            if let first = failures.first { throw first }
            return hookFrame?.request == request ? nil : hookFrame?.request
        case .process(let process):
            isInHook = true
            defer { isInHook = false }
            let verdict = try await pluginStep { () async throws(PluginError) in
                try await process.hook(hook, shown)
            }
            for note in verdict.notes { await annotate(note, record.name) }
            if let refusal = verdict.refusal { throw refused(refusal, by: record.name, hook) }
            guard let request, let replacement = verdict.replacement else { return nil }
            return try request.taking(replacement, insteadOf: shown, record.name)
        }
    }

    func refused(_ reason: String, by plugin: String, _ hook: PluginHook) -> Diagnostic {
        Diagnostic(
            .execution, "plugin-refused", "the plugin \(plugin) refuses this \(hook.rawValue): \(reason)",
            advice: ["`plugin show \(plugin)` says what it does; plugin remove \(plugin) takes it away"])
    }

    private func annotate(_ note: String, _ plugin: String) async {
        environment.pluginLog("\(plugin): \((try? masker().mask(note)) ?? note)")
    }

    /// The masker without the secrets that a plugin may see.
    func masker(showing needs: [PluginNeed]) throws(Diagnostic) -> Masker {
        let full = try masker()
        guard !needs.isEmpty else { return full }
        let kinds = Set(needs.map(\.secret))
        let known = try store().namedSecrets()
        let shown = Set(known.filter { kinds.contains($0.kind) }.map(\.value))
        var masker = full.emptied
        for secret in known where !shown.contains(secret.value) {
            masker.add(secret.value, isMarked: secret.kind == "marked")
        }
        for secret in hiddenHere where !shown.contains(secret) { masker.add(secret) }
        return masker
    }
}
