/// How much of a plugin's progress is shown: the first lines at once, then ten a second; of more the newest.
struct PluginProgress {
    static let pause = Duration.milliseconds(100)
    private static let burst = 10
    private static let longest = 500

    private var credit = PluginProgress.burst
    /// Nil before the first.
    private var creditedAt: Duration?
    /// What is to be shown later, unless something newer comes.
    private var waiting: String?

    init() {}

    /// - Returns: what may be shown now, and whether this is the first that has to wait.
    mutating func take(_ text: String, at now: Duration) -> (shown: String?, waits: Bool) {
        let text = text.shortened(to: PluginProgress.longest)
        let tenths = Int((now - (creditedAt ?? now)) / PluginProgress.pause)
        if tenths > 0 || creditedAt == nil { (credit, creditedAt) = (min(credit + tenths, PluginProgress.burst), now) }
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
