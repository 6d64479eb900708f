internal import Dispatch

/// How much of a plugin's progress is shown: the first lines at once, then ten a second; of more the newest.
struct PluginProgress {
    static let pause = DispatchTimeInterval.milliseconds(100)
    private static let burst = 10
    private static let longest = 500

    private var credit = PluginProgress.burst
    private var creditedAt = DispatchTime.now()
    /// What is to be shown later, unless something newer comes.
    private var waiting: String?

    init() {}

    /// - Returns: what may be shown now, and whether this is the first that has to wait.
    mutating func take(_ text: String, at now: DispatchTime) -> (shown: String?, waits: Bool) {
        let text = text.shortened(to: PluginProgress.longest)
        let tenths = Int((now.uptimeNanoseconds - creditedAt.uptimeNanoseconds) / 100_000_000)
        if tenths > 0 { (credit, creditedAt) = (min(credit + tenths, PluginProgress.burst), now) }
        guard credit > 0 else {
            defer { waiting = text }
            return (nil, waiting == nil)
        }
        credit -= 1
        waiting = nil
        return (text, false)
    }

    mutating func rest() -> String? {
        defer { waiting = nil }
        return waiting
    }
}
