import Encodings
import Testing

@Suite struct GregorianDateTests {
    @Test(arguments: [
        (0, 1970, 1, 1), (-1, 1969, 12, 31), (11_016, 2000, 2, 29), (47_541, 2100, 3, 1), (-719_468, 0, 3, 1),
        (-135_140, 1600, 1, 1),
    ])
    func aDayIsItsDate(day: Int64, year: Int64, month: Int64, date: Int64) {
        #expect(GregorianDate(daysSince1970: day) == GregorianDate(year: year, month: month, day: date))
        #expect(GregorianDate(year: year, month: month, day: date)?.daysSince1970 == day)
    }

    @Test(arguments: [(2026, 0, 1), (2026, 13, 1), (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 1, 0)])
    func refusesDaysThatDoNotExist(year: Int64, month: Int64, day: Int64) {
        #expect(GregorianDate(year: year, month: month, day: day) == nil)
    }

    @Test func everyDayComesBack() {
        for day in Int64(-150_000)...150_000 where GregorianDate(daysSince1970: day).daysSince1970 != day {
            Issue.record("\(day) comes back as \(GregorianDate(daysSince1970: day).daysSince1970)")
        }
    }

    @Test func theFarthestDaysDoNotOverflow() {
        #expect(GregorianDate(daysSince1970: .max).year > 1_000_000)
        #expect(GregorianDate(daysSince1970: .min).year < -1_000_000)
    }
}
