internal import Diagnostics
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
    /// What the plugin may not see it may not send either: a reference to a secret of a kind that it has not declared is
    /// refused.
    private func value(ofLine line: String, _ plugin: String, _ needs: [PluginNeed]) async throws(Diagnostic) -> JSON {
        let source = ScriptSource(name: "plugin \(plugin)", text: line)
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
        let evaluator = Evaluator(host: self, vocabulary: vocabulary, source: source)
        let invocation = try await evaluator.invocation(of: call, mayFail: true)
        if try isOfTheUser(invocation) { throw notForPlugins(line) }
        pluginsThatRun.append(plugin)
        defer { if let place = pluginsThatRun.lastIndex(of: plugin) { pluginsThatRun.remove(at: place) } }
        return try await command.run(invocation, self).json ?? .null
    }
}
