import Encodings
import TestSupport
import Testing

@Suite struct Base64Tests {
    @Test(
        "RFC 4648 §10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(plain: String, encoded: String) {
        #expect(Base64.encode(plain.utf8) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
        #expect(Base64.decode(encoded.filter { $0 != "=" }) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg=", "Zg===", "=", "Z", "Zh==", "-_8=", "Zm9v\n", "Zm 9v", "Zg==Zg==", "é"])
    func refusesWhatIsNotStrict(text: String) { #expect(Base64.decode(text) == nil) }

    @Test func dropsStrayBitsWhereAllowed() {
        #expect(Base64.decode("Zh==", allowsStrayBits: true) == Array("f".utf8))
        #expect(Base64.decode("Zm9vY", allowsStrayBits: true) == nil)
    }

    @Test(arguments: [
        ("Zm9v\r\nYmFy", "foobar"), ("Zg", "f"), ("Zg==", "f"), ("Zh==", "f"), ("fj9-Pw", "~?~?"), ("fj9+Pw==", "~?~?"),
    ])
    func readsWhatOthersWrite(text: String, plain: String) { #expect(Base64.decodeLenient(text) == Array(plain.utf8)) }

    @Test(arguments: ["a", "a?==", "Zm9vY"])
    func refusesWhatNobodyWrites(text: String) { #expect(Base64.decodeLenient(text) == nil) }

    @Test("Whatever bytes are encoded come back, in either alphabet")
    func roundTrip() {
        var random = SeededGenerator(seed: 4648)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            #expect(Base64.decodeLenient(Base64URL.encode(bytes)) == bytes)
            #expect(Base64.encode(bytes).utf8.count == (count + 2) / 3 * 4)
        }
    }
}
