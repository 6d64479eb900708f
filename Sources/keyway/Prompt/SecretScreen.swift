internal import Synchronization
internal import Workbench

/// Decides which typed lines the history may keep.
final class SecretScreen: Sendable {
    private let masker = Mutex<Masker?>(nil)

    /// Takes note of what has become secret.
    func update(_ masker: Masker?) {
        if let masker { self.masker.withLock { $0 = masker } }
    }

    func keeps(_ line: String) -> Bool {
        if HistoryRule.holdsSecret(line) { return false }
        return masker.withLock { $0?.hides(line) != true }
    }
}
