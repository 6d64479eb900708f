import OAuthCore
import OAuthSupport
import Testing

@Suite struct PKCETests {
    /// RFC 7636, Appendix B.
    private let octets: [UInt8] = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
        240, 91, 88, 5, 88, 83, 132, 141, 121,
    ]

    @Test func followsAppendixB() throws {
        let pkce = try PKCE(random: octets)
        #expect(pkce.verifier == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(pkce.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        #expect(pkce.method.rawValue == "S256")
        #expect(PKCE.verifies(pkce.verifier, challenge: pkce.challenge))
        #expect(!PKCE.verifies(pkce.verifier + "x", challenge: pkce.challenge))
    }

    @Test(arguments: 43...128)
    func makesVerifiersOfEveryLength(length: Int) throws {
        let verifier = try PKCE(random: Array(repeating: 0xA7, count: 96), length: length).verifier
        #expect(verifier.utf8.count == length)
        #expect(PKCE.isValid(verifier))
    }

    @Test func refusesOtherLengths() {
        for length in [0, 42, 129] {
            #expect(
                failure { () throws(OAuthError) in try PKCE(random: Array(repeating: 0, count: 128), length: length) }?
                    .code == .verifierInvalid)
        }
        #expect(failure { () throws(OAuthError) in try PKCE(random: Array(repeating: 0, count: 31)) } != nil)
        let short = failure { () throws(OAuthError) in try PKCE(random: octets, length: 44) }
        #expect(short?.code == .randomnessShort)
        #expect(short?.advice == "Give 33 bytes.")
    }

    @Test func plainIsItsOwnChallenge() {
        #expect(PKCE(verifier: "abc", method: .plain).challenge == "abc")
    }

    @Test func judgesVerifiers() {
        let good = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX"
        #expect(PKCE.isValid(good + "~"))
        for character in ["+", "/", "=", " ", "é", "\0"] { #expect(!PKCE.isValid(good + character)) }
        #expect(!PKCE.isValid(good))
    }
}
