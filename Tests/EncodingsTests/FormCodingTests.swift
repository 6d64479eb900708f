import Encodings
import Testing

@Suite struct FormCodingTests {
    @Test("RFC 6749, Appendix B: the example string")
    func appendixB() {
        #expect(FormCoding.encode(" %&+\u{a3}\u{20ac}") == "+%25%26%2B%C2%A3%E2%82%AC")
        #expect(FormCoding.decode("+%25%26%2B%C2%A3%E2%82%AC").text == " %&+\u{a3}\u{20ac}")
    }

    @Test("Only A-Z a-z 0-9 * - . _ go out bare")
    func unreserved() {
        let bare = "ABCXYZabcxyz019*-._"
        #expect(FormCoding.encode(bare) == bare)
        #expect(FormCoding.encode("~!'()/:;") == "%7E%21%27%28%29%2F%3A%3B")
    }

    @Test(arguments: [
        ("%", "%", FormCoding.Defect.malformedEscape), ("%zz+1", "%zz 1", .malformedEscape),
        ("%FF", "\u{fffd}", .notUTF8),
        ("%FF%", "\u{fffd}%", .malformedEscape),
    ])
    func reportsTheFirstDefect(text: String, plain: String, defect: FormCoding.Defect) {
        let (decoded, found) = FormCoding.decode(text)
        #expect(decoded == plain)
        #expect(found == defect)
    }
}
