package import Diagnostics
package import JSONKit
internal import Redaction
package import Script

/// What a text runs on: the workbench, within the scope of the text.
///
/// The scope decides how commands are run and what may be seen of values, so that a hook or a plugin has no way to what
/// it was not shown: neither by a reference, nor by a query or a filter.
package struct RunHost: ScriptHost {
    let bench: Workbench
    let scope: RunScope

    package init(bench: Workbench, scope: RunScope) {
        self.bench = bench
        self.scope = scope
    }

    package func value(named name: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        // What a plugin may see of the environment is its own process's environment.
        if scope.needs != nil, name.hasPrefix("env.") { throw bench.notForPlugins("{{\(name)}}") }
        let value = try await seen(try await bench.value(named: name, arguments: arguments))
        if let value { return value }
        return await givesStandIns && ValueGroup.mayHave(name) ? StandIn.of(name) : JSON?.none
    }

    package var givesStandIns: Bool {
        get async {
            if case .dry = scope.manner { true } else { false }
        }
    }

    package func valueNames() async -> [String] { await bench.valueNames() }

    package func answer(to query: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        try await seen(try await bench.answer(to: query, arguments: arguments))
    }

    package func lastBody() async throws(Diagnostic) -> JSON {
        let body = try await bench.lastBody()
        return try await seen(body) ?? body
    }

    package func run(_ invocation: Invocation) async throws(Diagnostic) { try await bench.run(invocation, in: scope) }

    package var isFinished: Bool { get async { await bench.isFinished } }

    package func stepBegan(_ title: String) async { await bench.stepBegan(title) }

    package func failed(_ failure: Diagnostic) async {
        if !scope.leavesFailures { await bench.failed(failure) }
    }

    package func failedAsAllowed(_ failure: Diagnostic) async { await bench.failedAsAllowed(failure) }

    package func text(ofFile path: String) async throws(Diagnostic) -> String { try await bench.text(ofFile: path) }

    package func pause(for duration: Duration) async throws(Diagnostic) { try await bench.pause(for: duration) }

    package func bound(_ name: String, to value: JSON) async throws(Diagnostic) {
        try await bench.bound(name, to: value)
    }

    package func cleanUp(_ body: @escaping @Sendable () async -> Void) async { await bench.cleanUp(body) }

    /// A value as the text may see it. The masker is asked for each value: what the text runs brings new secrets.
    private func seen(_ value: JSON?) async throws(Diagnostic) -> JSON? {
        guard let value, let needs = scope.needs else { return value }
        return try await bench.masker(showing: needs).mask(value)
    }
}

extension CommandContext {
    /// Evaluates what stands in the call, as far as its text may see it.
    package func evaluator(on bench: Workbench) -> Evaluator {
        Evaluator(host: RunHost(bench: bench, scope: scope), vocabulary: bench.vocabulary, call: invocation)
    }
}
