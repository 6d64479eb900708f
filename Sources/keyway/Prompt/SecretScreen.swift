internal import Redaction
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
        return (EditorThreadWait.value { await workbench.secretsNow() } ?? nil)?.hides(line) == false
    }
}
