internal import Synchronization

/// The masker as it was last made, for what is said on other threads: the lines that a plugin writes to its log.
final class LatestMasker: Sendable {
    private let masker = Mutex<Masker?>(nil)

    /// One that is given up for a while stays: better a mask too many.
    func take(_ latest: Masker?) {
        guard let latest else { return }
        masker.withLock { $0 = latest }
    }

    func mask(_ text: String) -> String { masker.withLock { $0 }?.mask(text) ?? text }
}
