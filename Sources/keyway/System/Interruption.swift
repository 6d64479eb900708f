internal import Dispatch
internal import Glibc
internal import Synchronization

/// Ctrl-C: it ends what is running, never the session.
enum Interruption {
    /// What SIGINT ends at the moment.
    private static let running = Mutex<(@Sendable () -> Void)?>(nil)

    /// One source for the life of the process: another one for the same signal after a cancelled one hears nothing.
    /// It is made once and never changed, which its type cannot say.
    private nonisolated(unsafe) static let source = listen(SIGINT) { running.withLock { $0 }?() }

    /// Runs a body whose task is cancelled by SIGINT.
    static func cancelling<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        _ = source
        let task = Task(operation: body)
        running.withLock { $0 = { task.cancel() } }
        defer { running.withLock { $0 = nil } }
        return await task.value
    }

    /// Waits for SIGINT or SIGTERM.
    static func wait() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { listen($0) { continuation.yield() } }
        for await _ in stream { break }
        for source in sources { source.cancel() }
    }

    private static func listen(_ number: Int32, _ handler: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: handler)
        source.resume()
        return source
    }
}
