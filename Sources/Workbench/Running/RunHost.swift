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

    /// The workbench as a text sees it within its scope.
    package init(bench: Workbench, scope: RunScope) {
        self.bench = bench
        self.scope = scope
    }

    /// A value of the workbench as the text may see it: masked in a plugin's text, and a stand-in in a dry run where
    /// only an answer could give it.
    ///
    /// - Throws: where a plugin's text asks for an environment variable, or the value cannot be read.
    package func value(named name: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        // What a plugin may see of the environment is its own process's environment.
        if scope.needs != nil, name.hasPrefix("env.") { throw bench.notForPlugins("{{\(name)}}") }
        let value = try await seen(try await bench.value(named: name, arguments: arguments))
        if let value { return value }
        return await givesStandIns && ValueGroup.mayHave(name) ? StandIn.of(name) : JSON?.none
    }

    /// Whether the run is dry, so that stand-ins take the place of what answers would bring.
    package var givesStandIns: Bool {
        get async {
            if case .dry = scope.manner { true } else { false }
        }
    }

    /// The names of all functions, variables and values of groups that there are now.
    package func valueNames() async -> [String] { await bench.valueNames() }

    /// The answer to a query as the text may see it; nil where there is no such query.
    ///
    /// - Throws: where the query fails.
    package func answer(to query: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        try await seen(try await bench.answer(to: query, arguments: arguments))
    }

    /// The body of the last response as JSON, as the text may see it.
    ///
    /// - Throws: where nothing was sent, or the body is not JSON.
    package func lastBody() async throws(Diagnostic) -> JSON {
        let body = try await bench.lastBody()
        return try await seen(body) ?? body
    }

    /// Runs a call within the scope of the text.
    ///
    /// - Throws: where the command is unknown, not allowed, or fails.
    package func run(_ invocation: Invocation) async throws(Diagnostic) { try await bench.run(invocation, in: scope) }

    /// Whether a command such as `quit` has ended the script early.
    package var isFinished: Bool { get async { await bench.isFinished } }

    /// Shows that a step begins.
    package func stepBegan(_ title: String) async { await bench.stepBegan(title) }

    /// Shows a failure, unless whoever runs the text shows it.
    package func failed(_ failure: Diagnostic) async {
        if !scope.leavesFailures { await bench.failed(failure) }
    }

    /// Shows a failure behind a `try`.
    package func failedAsAllowed(_ failure: Diagnostic) async { await bench.failedAsAllowed(failure) }

    /// The text of a file that a loop goes over.
    ///
    /// - Throws: where the file cannot be read, or is not UTF-8.
    package func text(ofFile path: String) async throws(Diagnostic) -> String { try await bench.text(ofFile: path) }

    /// Waits between two attempts.
    ///
    /// - Throws: where the task is cancelled.
    package func pause(for duration: Duration) async throws(Diagnostic) { try await bench.pause(for: duration) }

    /// Hides the secrets in the value of a loop variable or a parameter from here on.
    ///
    /// - Throws: where the session that masks them cannot be read or written.
    package func bound(_ name: String, to value: JSON) async throws(Diagnostic) {
        try await bench.bound(name, to: value)
    }

    /// Runs what must run even after Ctrl-C.
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
