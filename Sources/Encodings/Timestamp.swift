/// Moments as texts (RFC 3339 §5.6).
package enum Timestamp {
    /// `2026-11-25T03:04:05.678Z` of milliseconds since 1970.
    package static func text(_ milliseconds: Int64) -> String {
        let (seconds, fraction) = halves(milliseconds, 1000)
        return "\(start(seconds)).\(ClockText.padded(fraction, 3))Z"
    }

    /// `2026-11-25T03:04:05Z` of seconds since 1970.
    package static func text(seconds: Int64) -> String { "\(start(seconds))Z" }

    /// Milliseconds since 1970; nil where the text is not a moment.
    ///
    /// As other programs write it: a space for the `T`, no colon in the zone, or no zone at all, which means UTC.
    package static func milliseconds(_ text: String) -> Int64? {
        let form = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?/
        guard let match = text.wholeMatch(of: form), let day = day(match.1, match.2, match.3),
            let second = second(match.4, match.5, match.6), let zone = offset(match.8 ?? "Z")
        else { return nil }
        let fraction = match.7.flatMap { Int64(($0 + "00").prefix(3)) } ?? 0
        return (day * 86400 + second - zone) * 1000 + fraction
    }

    /// Seconds since 1970 of a date (its midnight in UTC) or a time with its zone, exactly as RFC 3339 writes them;
    /// fractions are dropped. Nil where the text is neither, or names a day or a time that does not exist.
    package static func seconds(_ text: String) -> Int64? {
        let form = /(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d))?/
        guard let match = text.wholeMatch(of: form), let day = day(match.1, match.2, match.3) else { return nil }
        guard let hour = match.4, let minute = match.5, let last = match.6, let zone = match.7 else {
            return day * 86400
        }
        guard let second = second(hour, minute, last), let offset = offset(zone) else { return nil }
        return day * 86400 + second - offset
    }

    /// `2026-11-25T03:04:05`.
    private static func start(_ seconds: Int64) -> String {
        let (day, rest) = halves(seconds, 86400)
        let date = GregorianDate(daysSince1970: day)
        return "\(ClockText.padded(date.year, 4))-\(ClockText.padded(date.month, 2))-\(ClockText.padded(date.day, 2))"
            + "T\(ClockText.text(secondsOfDay: rest))"
    }

    /// Quotient and remainder, which is never negative.
    private static func halves(_ number: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> Int64? {
        guard let year = Int64(year), let month = Int64(month), let day = Int64(day) else { return nil }
        return GregorianDate(year: year, month: month, day: day)?.daysSince1970
    }

    /// The second of a day; 60 is a leap second (RFC 3339 §5.7).
    private static func second(_ hour: Substring, _ minute: Substring, _ second: Substring) -> Int64? {
        guard let hour = Int64(hour), hour < 24, let minute = Int64(minute), minute < 60, let second = Int64(second),
            second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds east of Greenwich.
    private static func offset(_ zone: Substring) -> Int64? {
        guard zone != "Z" else { return 0 }
        let digits = zone.dropFirst().filter { $0 != ":" }
        guard let hours = Int64(digits.prefix(2)), hours < 24, let minutes = Int64(digits.suffix(2)), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (zone.hasPrefix("-") ? -60 : 60)
    }
}
