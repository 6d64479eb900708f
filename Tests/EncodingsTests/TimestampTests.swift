import Encodings
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ])
    func aMomentIsItsText(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp.text(milliseconds) == text)
        #expect(Timestamp.milliseconds(text) == milliseconds)
    }

    @Test func readsZonesAndFractions() {
        #expect(Timestamp.milliseconds("1970-01-01T01:00:00+01:00") == 0)
        #expect(Timestamp.milliseconds("1970-01-01 00:00:00") == 0)
        #expect(Timestamp.milliseconds("1970-01-01T00:00:00.123456-0030") == 1_800_123)
        #expect(Timestamp.milliseconds("yesterday") == nil)
        #expect(Timestamp.milliseconds("2026-13-01T00:00:00Z") == nil)
    }

    @Test(arguments: [
        ("1970-01-02", 86400), ("1970-01-01T00:00:01Z", 1), ("1970-01-01T00:00:01.999Z", 1),
        ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31T23:30:00-00:30", 0), ("1969-12-31T23:59:59Z", -1),
        ("1990-12-31T23:59:60Z", 662_688_000),
    ])
    func secondsOfADateOrATime(text: String, seconds: Int64) { #expect(Timestamp.seconds(text) == seconds) }

    @Test(arguments: [
        "", "1970", "1970-01-02T00:00:00", "1970-01-02 00:00:00Z", "1970-02-29", "1970-13-01", "1970-00-01",
        "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:61Z", "1970-01-01T00:00:00+24:00",
    ])
    func refusesWhatRFC3339DoesNotWrite(text: String) { #expect(Timestamp.seconds(text) == nil) }

    @Test func everyDayOfFourCenturiesComesBack() {
        for day in stride(from: Int64(-200_000), to: 200_000, by: 7) {
            #expect(Timestamp.seconds(Timestamp.text(seconds: day * 86400 + 3661)) == day * 86400 + 3661)
        }
    }
}
