internal import Encodings
internal import JSONKit

/// How long a token lives, as servers write it: seconds, a moment, a date; as a number or as text.
struct TokenLifetime {
    /// From the response on.
    let seconds: Int64
    /// What it was written as, where that is not a whole number of seconds.
    let oddity: String?

    /// Of a member that should count seconds from the response on.
    ///
    /// - Parameter receivedAt: milliseconds since 1970.
    init?(seconds value: JSON, receivedAt: Int64) {
        guard let number = TokenLifetime.number(value), number >= 0 else { return nil }
        let moment = TokenLifetime.isMoment(number, receivedAt)
        seconds = moment ? max(0, TokenLifetime.difference(number, receivedAt / 1000)) : number
        oddity =
            moment
            ? "a moment, and should count the seconds from now on"
            : value.integer == nil ? "\(value.kind.phrase), and should be a whole number" : nil
    }

    /// Of a member that says when the token ends: seconds or milliseconds since 1970, a date, and with some servers seconds
    /// from the response on.
    init?(moment value: JSON, receivedAt: Int64) {
        if let number = TokenLifetime.number(value), number >= 0 {
            let isMilliseconds = number > 100_000_000_000
            let moment = isMilliseconds ? number / 1000 : number
            // Three years in seconds are less than any moment since 1973.
            let isMoment = moment > 100_000_000
            seconds = isMoment ? max(0, TokenLifetime.difference(moment, receivedAt / 1000)) : number
            oddity = nil
            return
        }
        guard let text = value.string, text.utf8.count <= 40,
            let end = Timestamp.milliseconds(text) ?? Timestamp.seconds(text).map({ $0 * 1000 }) ?? HTTPDate.parse(text)
        else { return nil }
        seconds = max(0, TokenLifetime.difference(end, receivedAt) / 1000)
        oddity = nil
    }

    /// Whether a count of seconds is rather the moment within ten years at which the token ends.
    private static func isMoment(_ number: Int64, _ receivedAt: Int64) -> Bool {
        let now = receivedAt / 1000
        return now > 1_000_000_000 && difference(number, now).magnitude < 315_360_000 && number > 1_000_000_000
    }

    private static func difference(_ one: Int64, _ other: Int64) -> Int64 {
        let (difference, overflow) = one.subtractingReportingOverflow(other)
        return overflow ? 0 : difference
    }

    private static func number(_ value: JSON) -> Int64? {
        if let integer = value.integer { return integer }
        let number = value.number ?? value.string.flatMap { $0.utf8.count <= 32 ? Double($0) : nil }
        return number.flatMap { Int64(exactly: $0.rounded(.down)) }
    }
}
