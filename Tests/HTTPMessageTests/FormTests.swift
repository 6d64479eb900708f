import HTTPMessage
import TestSupport
import Testing

@Suite struct FormTests {
    @Test func orderAndRepetitionAreKept() {
        var parameters: FormParameters = ["b": "1", "a": "2", "b": "3"]
        #expect(parameters.encoded == "b=1&a=2&b=3")
        #expect(parameters.all("b") == ["1", "3"])
        #expect(parameters.first("b") == "1")
        #expect(parameters.first("c") == nil)
        parameters.set("b", "4")
        #expect(parameters.encoded == "b=4&a=2")
        parameters.set("c", "5")
        parameters.set("b", nil)
        #expect(parameters.encoded == "a=2&c=5")
        parameters.remove("a")
        parameters.add("c", "")
        #expect(parameters.encoded == "c=5&c=")
    }

    @Test(arguments: [
        ("", ""), ("&&", ""), ("a", "a="), ("a=", "a="), ("=b", "=b"), ("a=b=c", "a=b%3Dc"), ("a=1&&b=2&", "a=1&b=2"),
        ("a=%61+%2b", "a=a+%2B"),
    ])
    func parsing(text: String, encodedAgain: String) {
        let (parameters, defects) = FormParameters.parseReporting(text)
        #expect(parameters.encoded == encodedAgain)
        #expect(defects.isEmpty)
    }

    @Test(arguments: [
        ("a=%", "%", FormDefect.Reason.malformedEscape), ("a=%4", "%4", .malformedEscape),
        ("a=%zz+1", "%zz 1", .malformedEscape), ("a=100%25%", "100%%", .malformedEscape),
        ("a=%FF", "\u{fffd}", .notUTF8), ("a=%C3", "\u{fffd}", .notUTF8),
    ])
    func defectsAreReportedAndSurvived(text: String, value: String, reason: FormDefect.Reason) {
        let (parameters, defects) = FormParameters.parseReporting(text)
        #expect(parameters == ["a": value])
        #expect(defects == [FormDefect(reason, name: "a")])
    }

    @Test func countIsBounded() {
        let text = (0..<5000).map { "p\($0)=1" }.joined(separator: "&")
        let (parameters, defects) = FormParameters.parseReporting(text, limit: 100)
        #expect(parameters.count == 100)
        #expect(defects == [FormDefect(.tooMany, name: "p100")])
    }

    @Test(arguments: [
        ("http://a/b", "http://a/b?x=1+2"), ("http://a/b?", "http://a/b?x=1+2"), ("http://a/b?c", "http://a/b?c&x=1+2"),
        ("http://a/b?c=d&", "http://a/b?c=d&x=1+2"), ("http://a/b#f?g", "http://a/b?x=1+2#f?g"),
        ("http://a/b?c=d#f", "http://a/b?c=d&x=1+2#f"),
    ])
    func addedToURL(url: String, whole: String) {
        #expect((["x": "1 2"] as FormParameters).added(to: url) == whole)
        #expect(FormParameters().added(to: url) == url)
    }

    @Test("Whatever is encoded comes back the same")
    func roundTrip() {
        var random = SeededGenerator(seed: 6749)
        for _ in 0..<2000 {
            let parameters = FormParameters(
                (0..<Int.random(in: 1...4, using: &random)).map { _ in (random.text(), random.text()) })
            let (again, defects) = FormParameters.parseReporting(parameters.encoded)
            #expect(again == parameters)
            #expect(defects.isEmpty)
        }
    }

    @Test("Any octets parse, and what was parsed survives encoding")
    func anyInput() {
        var random = SeededGenerator(seed: 42)
        let alphabet = Array("%%%&&==++aF9zé€ ")
        for _ in 0..<5000 {
            let text = String(
                (0..<Int.random(in: 0...24, using: &random)).compactMap { _ in
                    alphabet.randomElement(using: &random)
                })
            let parsed = FormParameters.parse(text)
            #expect(FormParameters.parse(parsed.encoded) == parsed)
        }
    }
}
