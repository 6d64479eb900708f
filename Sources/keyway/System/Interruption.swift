internal import Dispatch
internal import Glibc
internal import Synchronization

/// Ctrl-C: it ends what is running, never the session.
enum Interruption {
    /// What SIGINT ends at the moment: the first one the work, a further one also what cleans up after it.
    private static let state = Mutex(State())

    private struct State {
        var work: (@Sendable () -> Void)?
        var isInterrupted = false
        /// How many programs that share the terminal take Ctrl-C for themselves.
        var otherReaders = 0
        var cleanUps: [Int: @Sendable () -> Void] = [:]
        var nextCleanUp = 0
        /// Called before anything ends, since the terminal has shown ^C.
        var leaveEcho: (@Sendable () -> Void)?
    }

    /// One source for the life of the process: another one for the same signal after a cancelled one hears nothing.
    /// It is made once and never changed, which its type cannot say.
    private nonisolated(unsafe) static let source = listen(SIGINT) { interrupt(hasEcho: true) }

    /// Has something done at each Ctrl-C, before what it ends says so.
    static func onKey(_ leaveEcho: @escaping @Sendable () -> Void) { state.withLock { $0.leaveEcho = leaveEcho } }

    /// As if SIGINT had come.
    ///
    /// - Parameter hasEcho: whether the terminal has shown ^C.
    static func interrupt(hasEcho: Bool = false) {
        let ended: [@Sendable () -> Void] = state.withLock { state in
            guard state.otherReaders == 0 else { return [] }
            defer { state.isInterrupted = true }
            let ended = (state.work.map { [$0] } ?? []) + (state.isInterrupted ? Array(state.cleanUps.values) : [])
            return ended.isEmpty || !hasEcho ? ended : (state.leaveEcho.map { [$0] } ?? []) + ended
        }
        for end in ended { end() }
    }

    /// Runs a body whose task is cancelled by SIGINT.
    static func cancelling<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        _ = source
        let task = Task(operation: body)
        state.withLock { state in
            state.work = { task.cancel() }
            state.isInterrupted = false
        }
        defer { state.withLock { $0.work = nil } }
        return await task.value
    }

    /// Runs a body that only a further SIGINT cancels, after the one that ended the work.
    static func protecting(_ body: @escaping @Sendable () async -> Void) async {
        let task = Task(operation: body)
        let number = state.withLock { state in
            state.nextCleanUp += 1
            state.cleanUps[state.nextCleanUp] = { task.cancel() }
            return state.nextCleanUp
        }
        defer { state.withLock { $0.cleanUps[number] = nil } }
        await task.value
    }

    /// Runs a program to which the keys belong, a pager or an editor: Ctrl-C means something else there.
    static func leavingKeys<Value: Sendable>(to program: @Sendable () async -> Value) async -> Value {
        state.withLock { $0.otherReaders += 1 }
        defer { state.withLock { $0.otherReaders -= 1 } }
        return await program()
    }

    /// Waits for SIGINT or SIGTERM.
    static func wait() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM].map { number in
            listen(number) {
                if number == SIGINT { state.withLock { $0.leaveEcho }?() }
                continuation.yield()
            }
        }
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
