/// The one form of date that servers write (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
public enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Milliseconds since 1970; nil for anything else.
    public static func parse(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int64(words[1]), let year = Int64(words[3]),
            let month = months.firstIndex(of: String(words[2])), (1970...9999).contains(year),
            let date = GregorianDate(year: year, month: Int64(month + 1), day: day)
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        return (date.daysSince1970 * 86400 + clock[0] * 3600 + clock[1] * 60 + clock[2]) * 1000
    }

    /// - Parameter time: milliseconds since 1970.
    public static func text(_ time: Int64) -> String {
        let seconds = time >= 0 ? time / 1000 : 0
        let date = GregorianDate(daysSince1970: seconds / 86400)
        let clock = ClockText.text(secondsOfDay: seconds % 86400)
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(seconds / 86400 % 7)]
        return "\(weekday), \(ClockText.padded(date.day, 2)) \(months[Int(date.month - 1)]) \(date.year) \(clock) GMT"
    }
}
