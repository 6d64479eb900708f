/// How often a flow asks the token endpoint whether the user has decided (RFC 8628 §3.5, CIBA §7.3).
struct PollPace: Sendable {
    /// Seconds between two polls.
    private(set) var interval: Int

    /// Seconds that a server's answer `slow_down` adds to the interval (RFC 8628 §3.5).
    private static let slowDown = 5
    /// Seconds that the interval does not exceed, whatever the server asks for and however often it does not answer.
    private static let longest = 300

    /// - Parameter interval: seconds, as the server says it.
    init(interval: Int) { self.interval = min(interval, PollPace.longest) }

    /// What a poll's answer asks for: seconds to wait before the next poll; nil where the answer ends the polling.
    mutating func wait(after error: String?) -> Int? {
        switch error {
        case "authorization_pending": break
        case "slow_down": interval = min(interval + PollPace.slowDown, PollPace.longest)
        default: return nil
        }
        return interval
    }

    /// Seconds to wait after a poll that was not answered: a server that is not reached is asked less often.
    mutating func waitAfterFailure() -> Int {
        interval = min(max(interval, 1) * 2, PollPace.longest)
        return interval
    }
}
