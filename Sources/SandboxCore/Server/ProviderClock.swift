internal import Synchronization

/// The clock that was handed in, moved as far as the operator wants.
package final class ProviderClock: Sendable {
    private let base: @Sendable () -> Int64
    private let offset = Mutex<Int64>(0)

    /// - Parameter base: milliseconds since 1970.
    package init(_ base: @escaping @Sendable () -> Int64) { self.base = base }

    /// The time, in milliseconds since 1970.
    package var now: Int64 { base() &+ offset.withLock { $0 } }

    /// Milliseconds that it is ahead of the one that was handed in.
    package var moved: Int64 { offset.withLock { $0 } }

    /// Moves the clock ahead, or back by a negative number; moves add up.
    package func move(byMilliseconds milliseconds: Int64) { offset.withLock { $0 &+= milliseconds } }
}
