import Encodings
import JSONKit
import OAuthCore
import Testing

@Suite struct JWEPartsTests {
    private func token(_ header: String) -> String {
        "\(Base64URL.encode(Array(header.utf8)))..AAAA.BBBB.CCCC"
    }

    /// RFC 7516 §A.1, of which the header counts.
    @Test func readsTheHeaderOfTheVector() throws {
        let jwe = try #require(JWEParts(reading: "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.BB.CC.DD"))
        #expect(jwe.algorithm == "RSA-OAEP")
        #expect(jwe.encryption == "A256GCM")
        #expect(jwe.encryptionPhrase == "alg RSA-OAEP, enc A256GCM")
        #expect(jwe.keyPhrase == "the private key")
    }

    @Test(arguments: [
        (#"{"alg":"dir","enc":"A256GCM"}"#, "the shared key that encrypts its content directly"),
        (#"{"alg":"ECDH-ES","enc":"A128GCM","kid":"k"}"#, "the private key k"),
        (#"{"alg":"A256KW","enc":"A128GCM"}"#, "the shared key"),
        (#"{"alg":"PBES2-HS256+A128KW","enc":"A128GCM"}"#, "the password"), (#"{"enc":"A128GCM"}"#, "the key"),
    ])
    func namesTheKey(header: String, phrase: String) {
        #expect(JWEParts(reading: token(header))?.keyPhrase == phrase)
    }

    @Test(arguments: ["", "a.b.c", "a.b.c.d.e", "....", "e30.a.b.c.d", "W10.a.b.c.d"])
    func refusesOthers(text: String) { #expect(JWEParts(reading: text) == nil) }

    @Test func isBounded() {
        #expect(JWEParts(reading: token(#"{"enc":"A128GCM"}"#) + String(repeating: "A", count: JWTParts.limit)) == nil)
    }
}
