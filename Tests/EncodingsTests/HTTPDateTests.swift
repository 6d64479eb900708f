import Encodings
import Testing

@Suite struct HTTPDateTests {
    @Test("The example of RFC 9110 §5.6.7")
    func example() {
        #expect(HTTPDate.parse("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777_000)
        #expect(HTTPDate.text(784_111_777_000) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    @Test func whatIsWrittenComesBack() {
        for day in stride(from: Int64(0), to: 60_000, by: 13) {
            let time = (day * 86400 + day % 86400) * 1000
            #expect(HTTPDate.parse(HTTPDate.text(time)) == time)
        }
    }

    @Test(arguments: [
        "", "now", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 2026 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
    ])
    func refusesOtherTexts(text: String) { #expect(HTTPDate.parse(text) == nil) }
}
