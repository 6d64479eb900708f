import Encodings
import Testing

@Suite struct PercentCodingTests {
    @Test("Only the unreserved characters of RFC 3986 §2.3 go out bare")
    func unreserved() {
        #expect(PercentCoding.encode("AZaz09-._~") == "AZaz09-._~")
        #expect(PercentCoding.encode("a b&ä/+*") == "a%20b%26%C3%A4%2F%2B%2A")
    }

    @Test(arguments: [("a%20b", "a b"), ("a+b", "a+b"), ("%C3%a4", "ä"), ("", ""), ("%2520", "%20")])
    func decodes(text: String, plain: String) { #expect(PercentCoding.decode(text) == plain) }

    @Test(arguments: ["%", "%4", "%zz", "%+1", "a%", "%FF"])
    func refusesMalformedEscapes(text: String) { #expect(PercentCoding.decode(text) == nil) }

    @Test(arguments: [(".", "%2E"), ("..", "%2E%2E"), ("...", "..."), ("a/b", "a%2Fb"), ("client_1", "client_1")])
    func segments(text: String, encoded: String) { #expect(PercentCoding.encodeSegment(text) == encoded) }

    @Test func everyScalarComesBack() {
        for value in stride(from: UInt32(0), to: 0x11_0000, by: 97) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(PercentCoding.decode(PercentCoding.encode(String(scalar))) == String(scalar))
        }
    }
}
