internal import Providers
internal import Session
internal import Workbench

extension CompletionSource {
    /// The users of the sandbox.
    static let users = CompletionSource(kind: .user) { _, bench in
        guard bench.selection.provider == ProviderPreset.sandbox.name else { return [] }
        return await (bench.environment.sandbox?.users() ?? []).map { Completion($0.name) }
    }

    static let faults = CompletionSource(kind: .fault) { _, bench in
        await (bench.environment.sandbox?.faults() ?? []).map { Completion($0.name, $0.summary) }
    }
}
