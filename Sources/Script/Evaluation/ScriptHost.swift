public import JSONKit

/// What a script runs on: the values it can name, and the commands.
public protocol ScriptHost: Sendable {
    /// The value of `{{name arguments}}`; nil where there is no such name, or nothing in it.
    func value(named name: String, arguments: [String]) async throws(Diagnostic) -> JSON?

    /// The names that have a value now, for "did you mean".
    func valueNames() async -> [String]

    /// The answer to a query of the vocabulary; nil is nothing.
    func answer(to query: String, arguments: [String]) async throws(Diagnostic) -> JSON?

    /// The last response's body as JSON.
    func lastBody() async throws(Diagnostic) -> JSON

    func run(_ invocation: Invocation) async throws(Diagnostic)

    /// Whether a command has ended the script early, `quit` say.
    var isFinished: Bool { get async }

    func stepBegan(_ title: String) async

    /// Something failed and the script goes on with the next step, or ends.
    func failed(_ failure: Diagnostic) async

    /// Something failed behind a `try`.
    func failedAsAllowed(_ failure: Diagnostic) async
}

extension ScriptHost {
    public var isFinished: Bool { get async { false } }
}
