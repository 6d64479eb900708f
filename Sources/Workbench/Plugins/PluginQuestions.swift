internal import Answers
package import Diagnostics
internal import JSONKit
internal import Plugins
internal import Redaction
internal import Script

/// What a plugin asks of its host while it works.
extension Workbench {
    func answer(
        _ method: String, _ parameters: JSON, to plugin: String, _ needs: [PluginNeed]
    ) async -> Result<JSON, PluginError> {
        do throws(Diagnostic) {
            return .success(try await answered(method, parameters, plugin, needs))
        } catch {
            let shown = (try? masked(error)) ?? error
            return .failure(PluginError(shown.code, shown.message, advice: shown.advice))
        }
    }

    private func answered(
        _ method: String, _ parameters: JSON, _ plugin: String, _ needs: [PluginNeed]
    ) async throws(Diagnostic) -> JSON {
        switch method {
        case "keyway/run":
            let value = try await value(ofLine: parameters["line"]?.string ?? "", plugin, needs)
            return JSON(members: [("value", try masker(showing: needs).mask(value))])
        case "keyway/get":
            let name = parameters["name"]?.string ?? ""
            guard !name.hasPrefix("env.") else { throw notForPlugins(name) }
            let value = try await value(named: name, arguments: []) ?? .null
            return JSON(members: [("value", try masker(showing: needs).mask(value))])
        case "keyway/set":
            let name = parameters["name"]?.string ?? ""
            _ = try keep(name, parameters["value"] ?? .null, isSecret: parameters["secret"]?.bool ?? false)
            return JSON(members: [])
        case "keyway/prompt":
            let text = String(try masker().mask(parameters["text"]?.string ?? "").prefix(200))
            let ask = parameters["secret"]?.bool == true ? environment.askSecret : environment.ask
            guard let line = await ask?("\(plugin): \(text) ") else { throw unanswered() }
            return JSON(members: [("value", JSON(line))])
        default:
            throw Diagnostic(.execution, "unknown-method", "Keyway has no \(method)")
        }
    }

    private func unanswered() -> Diagnostic {
        Task.isCancelled
            ? Diagnostic(.interrupted, "interrupted", "the user has pressed Ctrl-C instead of an answer")
            : Diagnostic(.execution, "nobody-to-ask", "nobody can be asked here")
    }

    private func checkReferences(in line: String, _ needs: [PluginNeed]) async throws(Diagnostic) {
        let masker = try masker(showing: needs)
        for match in line.matches(of: /\{\{\s*([^}|\s]+)/) {
            let name = String(match.1)
            if name.hasPrefix("env.") { throw notForPlugins(name) }
            guard let value = try? await value(named: name, arguments: []), masker.mask(value) != value else {
                continue
            }
            throw Diagnostic(
                .execution, "plugin-need", "{{\(name)}} is a secret that the plugin has not declared",
                advice: ["name its kind under needs in the manifest, and add the plugin again"])
        }
    }

    /// The value of one line of the language, run as if it had been typed.
    ///
    /// A plugin cannot have sent what it may not see: a reference to a secret of a kind that it has not declared is
    /// refused.
    private func value(ofLine line: String, _ plugin: String, _ needs: [PluginNeed]) async throws(Diagnostic) -> JSON {
        let source = ScriptSource(.plugin(plugin), text: line)
        let script: Script
        do throws(ScriptRejection) {
            script = try Script.parse(source, vocabulary: vocabulary)
        } catch {
            throw error.diagnostics.first ?? Diagnostic(.syntax, "plugin-line", "no command: \(line)")
        }
        guard script.statements.count == 1, case .call(let call)? = script.statements.first,
            let command = table.command(call.name)
        else {
            throw Diagnostic(.syntax, "plugin-line", "keyway/run takes one command", found: line)
        }
        try await checkReferences(in: line, needs)
        var scope = try servedScope(of: plugin).inner(.plugin(plugin), needs: needs)
        scope.plugins.append(plugin)
        let host = RunHost(bench: self, scope: scope)
        let evaluator = Evaluator(host: host, vocabulary: vocabulary, source: source)
        let invocation = try await evaluator.invocation(of: call, mayFail: true)
        let context = CommandContext(invocation, command, scope)
        return try await CommandRunner.answer(to: context, on: self).json ?? .null
    }

    nonisolated func notForPlugins(_ what: String) -> Diagnostic {
        Diagnostic(.execution, "plugin-line", "a plugin may not ask for this", found: what)
    }

    // MARK: The scopes in which plugins are called

    /// Calls a process plugin; what the plugin asks meanwhile is asked in this scope.
    package func serving<Value>(
        _ scope: RunScope, _ plugin: String, _ call: () async throws(Diagnostic) -> Value
    ) async throws(Diagnostic) -> Value {
        let number = (servedScopes.values.joined().map(\.number).max() ?? 0) + 1
        servedScopes[plugin, default: []].append((number, scope))
        defer { servedScopes[plugin]?.removeAll { $0.number == number } }
        return try await call()
    }

    /// The scope of the innermost call that a process plugin works on.
    ///
    /// - Throws: `no-call` where that call has ended since the plugin asked: what it was allowed has ended with it.
    private func servedScope(of plugin: String) throws(Diagnostic) -> RunScope {
        if let scope = servedScopes[plugin]?.last?.scope { return scope }
        throw Diagnostic(.execution, "no-call", "keyway/run is for a command or a hook that is running")
    }
}
