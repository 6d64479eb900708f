internal import Diagnostics
internal import JSONKit
internal import Plugins
internal import Redaction
internal import Script
internal import Workbench

extension Workbench {
    /// What an operand of a plugin's command may be: what its manifest lists, and what it says itself if it is quick.
    func pluginCandidates(_ request: CompletionRequest) async -> [Completion] {
        guard let (record, command) = shelf.command(request.command),
            let operand = command.operands.first(where: { $0.name == request.operand })
        else { return [] }
        let known = (operand.type == .boolean ? ["true", "false"] : []) + operand.values
        var found = known.map { Completion($0) }
        guard operand.isCompleted, environment.network != .dry else { return found }
        for candidate in await withinCompletion({ await $0.asked(record, command.name, operand.name, request.typed) })
        where !known.contains(candidate.text) {
            found.append(Completion(candidate.text, candidate.summary))
        }
        return found
    }

    /// What comes in time. Who is late is not stopped: a plugin that was still starting is there for the next Tab.
    private func withinCompletion(
        _ ask: @escaping @Sendable (isolated Workbench) async -> [PluginCandidate]
    ) async -> [PluginCandidate] {
        let limit = environment.pluginLimits.completion
        let (answers, sender) = AsyncStream.makeStream(of: [PluginCandidate].self)
        Task { [weak self] in
            if let self { sender.yield(await ask(self)) }
            sender.finish()
        }
        Task { [sleep = environment.sleep] in
            try? await sleep(.milliseconds(limit))
            sender.finish()
        }
        for await found in answers { return found }
        return []
    }

    private func asked(
        _ record: PluginRecord, _ command: String, _ operand: String, _ typed: String
    ) async -> [PluginCandidate] {
        guard let open = try? await opened(record.name), let masker = try? masker(showing: record.manifest.needs)
        else { return [] }
        switch open {
        case .script(let text): return await words(text, command, operand, typed)
        case .process(let process):
            let served = try? await serving(usualScope, record.name) { () async throws(Diagnostic) in
                await process.complete(command, operand: operand, beginning: masker.mask(typed))
            }
            return served ?? []
        }
    }

    /// The words behind `complete COMMAND OPERAND`; of a list all its elements.
    private func words(_ text: PluginText, _ command: String, _ operand: String, _ typed: String) async
        -> [PluginCandidate]
    {
        var found: [PluginCandidate] = []
        for completion in text.completions where completion.command == command && completion.operand == operand {
            let evaluator = Evaluator(
                host: RunHost(bench: self, scope: RunScope()), vocabulary: vocabulary, source: text.commands.source)
            for word in completion.words {
                guard let value = try? await evaluator.value(word) else { continue }
                found += (value.elements ?? [value]).lazy.compactMap { PluginCandidate(said: $0.plainText) }
            }
        }
        return PluginCandidate.offered(found, beginning: typed)
    }
}
