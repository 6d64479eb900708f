internal import Dispatch
internal import Glibc

/// Ctrl-C: it ends what is running, never the session.
enum Interruption {
    /// Runs a body whose task is cancelled by each SIGINT.
    static func cancelling<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        let task = Task(operation: body)
        let source = listen { task.cancel() }
        defer { source.cancel() }
        return await task.value
    }

    /// Waits for SIGINT or SIGTERM.
    static func wait() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { listen($0) { continuation.yield() } }
        for await _ in stream { break }
        for source in sources { source.cancel() }
    }

    private static func listen(
        _ number: Int32 = SIGINT, _ handler: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: handler)
        source.resume()
        return source
    }
}
