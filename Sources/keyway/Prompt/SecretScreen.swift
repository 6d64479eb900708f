internal import Dispatch
internal import Synchronization
internal import Workbench

/// Decides which typed lines the history may keep.
final class SecretScreen: Sendable {
    private let bench = Mutex<Workbench?>(nil)

    func serve(_ workbench: Workbench) { bench.withLock { $0 = workbench } }

    /// A line may hold what the session, or another prompt on it, has learned to be secret before: that is asked each time.
    func keeps(_ line: String) -> Bool {
        if HistoryRule.holdsSecret(line) { return false }
        guard let workbench = bench.withLock({ $0 }) else { return true }
        // Of a session that cannot be opened nobody knows what is secret.
        return Self.waiting { await workbench.secretsNow() }?.hides(line) == false
    }

    /// The editor's thread is its own, so that it may wait for a task.
    private static func waiting(for work: @escaping @Sendable () async -> Masker?) -> Masker? {
        let answer = Answer()
        let done = DispatchSemaphore(value: 0)
        Task {
            let found = await work()
            answer.value.withLock { $0 = found }
            done.signal()
        }
        done.wait()
        return answer.value.withLock { $0 }
    }

    private final class Answer: Sendable { let value = Mutex<Masker?>(nil) }
}
