/// Numbers as dates and times write them.
enum ClockText {
    /// `08:49:37`.
    static func text(secondsOfDay seconds: Int64) -> String {
        [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    }

    /// The number with zeros before it up to a width.
    static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
