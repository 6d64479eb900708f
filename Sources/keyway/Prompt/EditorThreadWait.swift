internal import Dispatch
internal import Synchronization

/// The editor's thread is its own, so that it may wait for a task.
enum EditorThreadWait {
    static func value<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value? {
        let answer = Answer<Value>()
        let done = DispatchSemaphore(value: 0)
        Task {
            let found = await work()
            answer.value.withLock { $0 = found }
            done.signal()
        }
        done.wait()
        return answer.value.withLock { $0 }
    }

    private final class Answer<Value: Sendable>: Sendable { let value = Mutex<Value?>(nil) }
}
