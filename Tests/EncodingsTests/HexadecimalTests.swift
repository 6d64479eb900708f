import Encodings
import Testing

@Suite struct HexadecimalTests {
    @Test("RFC 4648 §10", arguments: [("", ""), ("f", "66"), ("fo", "666f"), ("foobar", "666f6f626172")])
    func vectors(plain: String, digits: String) {
        #expect(Hexadecimal.encode(plain.utf8) == digits)
        #expect(Hexadecimal.decode(digits) == Array(plain.utf8))
        #expect(Hexadecimal.decode(digits.uppercased()) == Array(plain.utf8))
    }

    @Test func everyByteComesBack() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
    }

    @Test(arguments: ["6", "6g", "+1", "0x", " 6"])
    func refusesOtherTexts(text: String) { #expect(Hexadecimal.decode(text) == nil) }

    @Test func numbersHaveAWidth() {
        #expect(Hexadecimal.text(0x1B, width: 4, uppercase: true) == "001B")
        #expect(Hexadecimal.text(0x1F600, width: 4) == "1f600")
    }
}
