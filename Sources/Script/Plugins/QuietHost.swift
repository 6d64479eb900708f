public import Diagnostics
public import JSONKit

/// A host whose failures are not shown: whoever runs the script says what they are.
public struct QuietHost<Base: ScriptHost>: ScriptHost {
    private let base: Base
    /// What a value may be seen as.
    private let seen: @Sendable (JSON) -> JSON

    public init(_ base: Base, seen: @escaping @Sendable (JSON) -> JSON = { $0 }) {
        self.base = base
        self.seen = seen
    }

    public func value(named name: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        try await base.value(named: name, arguments: arguments).map(seen)
    }
    public func valueNames() async -> [String] { await base.valueNames() }
    public func answer(to query: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        try await base.answer(to: query, arguments: arguments).map(seen)
    }
    public func lastBody() async throws(Diagnostic) -> JSON { seen(try await base.lastBody()) }
    public func run(_ invocation: Invocation) async throws(Diagnostic) { try await base.run(invocation) }
    public var isFinished: Bool { get async { await base.isFinished } }
    public func stepBegan(_ title: String) async { await base.stepBegan(title) }
    public func failed(_ failure: Diagnostic) async {}
    public func failedAsAllowed(_ failure: Diagnostic) async { await base.failedAsAllowed(failure) }
    public func text(ofFile path: String) async throws(Diagnostic) -> String { try await base.text(ofFile: path) }
    public func pause(for duration: Duration) async throws(Diagnostic) { try await base.pause(for: duration) }
    public func bound(_ name: String, to value: JSON) async throws(Diagnostic) {
        try await base.bound(name, to: value)
    }
    public func cleanUp(_ body: @escaping @Sendable () async -> Void) async { await base.cleanUp(body) }
}
