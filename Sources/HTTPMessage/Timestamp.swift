/// Moments as texts (RFC 3339).
package enum Timestamp {
    /// `2026-11-25T03:04:05.678Z` of milliseconds since 1970.
    package static func text(_ milliseconds: Int64) -> String {
        let day = (milliseconds >= 0 ? milliseconds : milliseconds - 86_399_999) / 86_400_000
        let rest = milliseconds - day * 86_400_000
        let (year, month, date) = civil(day)
        let parts = [padded(rest / 3_600_000, 2), padded(rest / 60000 % 60, 2), padded(rest / 1000 % 60, 2)]
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(date, 2))T\(parts.joined(separator: ":"))."
            + "\(padded(rest % 1000, 3))Z"
    }

    /// Milliseconds since 1970; nil where the text is no moment.
    package static func milliseconds(_ text: String) -> Int64? {
        guard
            let match = text.wholeMatch(
                of: /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?/)
        else { return nil }
        func number(_ part: Substring) -> Int64 { Int64(part) ?? 0 }
        let seconds = number(match.4) * 3600 + number(match.5) * 60 + number(match.6)
        let fraction = match.7.map { number(($0 + "000").prefix(3)) } ?? 0
        let zone = match.8.map(offset) ?? 0
        let day = days(number(match.1), number(match.2), number(match.3))
        return (day * 86400 + seconds - zone) * 1000 + fraction
    }

    /// Seconds east of Greenwich.
    private static func offset(_ zone: Substring) -> Int64 {
        let digits = zone.filter(\.isNumber)
        guard digits.count == 4 else { return 0 }
        let seconds = (Int64(digits.prefix(2)) ?? 0) * 3600 + (Int64(digits.suffix(2)) ?? 0) * 60
        return zone.hasPrefix("-") ? -seconds : seconds
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The day of a date, counted from 1970, and back, in the Gregorian calendar.
    private static func days(_ year: Int64, _ month: Int64, _ date: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ day: Int64) -> (Int64, Int64, Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1)
    }
}
