internal import Synchronization

/// The masker as it was last made, for what is said on other threads: the lines that a plugin writes to its log.
package final class LatestMasker: Sendable {
    private let masker = Mutex<Masker?>(nil)

    package init() {}

    /// One that is given up for a while stays: better a mask too many.
    package func take(_ latest: Masker?) {
        guard let latest else { return }
        masker.withLock { $0 = latest }
    }

    package func mask(_ text: String) -> String { masker.withLock { $0 }?.mask(text) ?? text }
}
