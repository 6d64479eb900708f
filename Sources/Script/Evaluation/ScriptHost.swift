public import Diagnostics
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

    /// Whether stand-ins take the place of values that only an answer could give: ``StandIn``.
    var givesStandIns: Bool { get async }

    /// Whether a command has ended the script early, `quit` say.
    var isFinished: Bool { get async }

    func stepBegan(_ title: String) async

    /// Something failed and the script goes on with the next step, or ends.
    func failed(_ failure: Diagnostic) async

    /// Something failed behind a `try`.
    func failedAsAllowed(_ failure: Diagnostic) async

    /// The text of a file that a loop goes over.
    func text(ofFile path: String) async throws(Diagnostic) -> String

    /// Waits between two attempts.
    func pause(for duration: Duration) async throws(Diagnostic)

    /// A loop variable or a parameter has a value from here on, which may be secret by its name.
    func bound(_ name: String, to value: JSON) async throws(Diagnostic)

    /// Runs what must run even when the script's task was cancelled.
    func cleanUp(_ body: @escaping @Sendable () async -> Void) async
}

extension ScriptHost {
    /// False: a host without such a command runs every script to its end.
    public var isFinished: Bool { get async { false } }

    /// False: a host that runs everything has every value.
    public var givesStandIns: Bool { get async { false } }

    /// Sleeps for the duration.
    ///
    /// - Throws: a failure of kind `interrupted` where the task is cancelled.
    public func pause(for duration: Duration) async throws(Diagnostic) {
        do {
            try await Task.sleep(for: duration)
        } catch {
            throw Diagnostic.interrupted
        }
    }

    /// Does nothing: a host without secrets has nothing to hide.
    public func bound(_ name: String, to value: JSON) async throws(Diagnostic) {}

    /// Runs the closure in a task of its own, which the cancellation of the script's task does not reach.
    public func cleanUp(_ body: @escaping @Sendable () async -> Void) async { await Task { await body() }.value }
}

extension Diagnostic {
    /// Ctrl-C, seen between two commands.
    static var interrupted: Diagnostic { Diagnostic(.interrupted, "interrupted", "interrupted") }
}
