internal import Dispatch

/// The time by which the limits of plugins are kept.
public struct PluginClock: Sendable {
    /// The time since a moment that stays the same.
    public var now: @Sendable () -> Duration
    /// Runs something once, as soon as a time by `now` is reached.
    public var at: @Sendable (_ time: Duration, _ body: @escaping @Sendable () -> Void) -> Void

    /// A clock of the caller's.
    public init(
        now: @escaping @Sendable () -> Duration,
        at: @escaping @Sendable (_ time: Duration, _ body: @escaping @Sendable () -> Void) -> Void
    ) {
        self.now = now
        self.at = at
    }

    /// The system's time since it was started.
    public static let real = PluginClock(
        now: { uptime },
        at: { time, body in
            let left = time - uptime
            queue.asyncAfter(deadline: .now() + left / .seconds(1), execute: body)
        })

    private static var uptime: Duration { .nanoseconds(Int64(clamping: DispatchTime.now().uptimeNanoseconds)) }

    private static let queue = DispatchQueue(label: "keyway.plugin.clock")
}
