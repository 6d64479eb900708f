import HTTPMessage
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
    }
}
