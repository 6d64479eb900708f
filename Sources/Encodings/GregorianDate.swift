/// A date of the Gregorian calendar, also before the calendar began.
package struct GregorianDate: Sendable, Equatable {
    package var year: Int64
    /// From 1 to 12.
    package var month: Int64
    /// From 1 to 31.
    package var day: Int64

    /// Nil where the month has no such day, and for years outside of -1,000,000 to 1,000,000.
    package init?(year: Int64, month: Int64, day: Int64) {
        guard (-1_000_000...1_000_000).contains(year), (1...12).contains(month),
            (1...GregorianDate.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date of a day counted from 1970-01-01, at most 10^15 days away. Years are counted from March, so that the leap day is a year's last.
    package init(daysSince1970 days: Int64) {
        let shifted = max(-GregorianDate.farthestDay, min(days, GregorianDate.farthestDay)) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var daysSince1970: Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static let farthestDay: Int64 = 1_000_000_000_000_000

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
