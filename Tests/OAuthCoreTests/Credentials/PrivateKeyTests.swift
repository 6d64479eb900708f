import Crypto
import Encodings
import JSONKit
import OAuthCore
import OAuthSupport
import Testing

@Suite struct PrivateKeyTests {
    /// RFC 8037, Appendix A.3 and A.4.
    @Test func theVectorsOfRFC8037() throws {
        let key = try PrivateKey(reading: SampleKey.ed25519)
        #expect(key.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        let input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
        #expect(
            Base64URL.encode(try key.signature(of: Array(input.utf8), algorithm: "EdDSA"))
                == "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")
    }

    @Test func aSignatureIsVerifiedByThePublicPart() throws {
        let key = try PrivateKey(reading: SampleKey.p256)
        #expect(key.description == "ES256 key, kid 1")
        #expect(key.publicKey["d"] == nil)
        let header = Base64URL.encode(Array(#"{"alg":"ES256","kid":"1"}"#.utf8))
        let input = "\(header).\(Base64URL.encode(Array("{}".utf8)))"
        let signature = Base64URL.encode(try key.signature(of: Array(input.utf8)))
        let keys = try JSONWebKeySet(["keys": [key.publicKey]])
        let jwt = try JWTParts(reading: "\(input).\(signature)")
        #expect(keys.key(of: jwt)?.verifies(jwt) == true)
    }

    @Test func pemAndJWKAreTheSameKey() throws {
        let pem = P256.Signing.PrivateKey().pemRepresentation
        let key = try PrivateKey(reading: pem)
        #expect(key.algorithms == ["ES256"])
        #expect(key.id == nil)
        let credential = try CredentialKind.privateKey.read(pem)
        for line in pem.split(separator: "\n") where !line.hasPrefix("---") {
            #expect(credential.secrets.contains(String(line)))
        }
    }

    @Test func anAlgorithmOfAnotherKeyDoesNotSign() throws {
        let key = try PrivateKey(reading: SampleKey.p256)
        #expect(
            failure { () throws(OAuthError) in try key.signature(of: [1], algorithm: "RS256") }?.code == .signingFailed)
    }

    @Test(arguments: [
        ("", "neither a PEM document nor JSON"), ("[]", "an array"), ("{}", "no kty"),
        (#"{"kty":"EC","crv":"P-256"}"#, "public key"), (#"{"kty":"EC","crv":"P-999","d":"AA"}"#, "P-999"),
        (#"{"kty":"EC","crv":"P-256","d":"A="}"#, "base64url"), (#"{"kty":"oct","k":"AA"}"#, "shared secret"),
        (#"{"keys":[]}"#, "set of keys"), (#"{"kty":"RSA","n":"AA"}"#, "no e"),
        ("-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----", "public key"),
        ("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----", "certificate"),
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----", "passphrase"),
        ("-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----", "no key for RSA"),
    ])
    func whatIsNotAKeyIsSaidToBe(text: String, found: String) {
        let error = failure { () throws(OAuthError) in try CredentialKind.privateKey.read(text) }
        #expect(error?.code == .credentialInvalid)
        #expect(error?.found.contains(found) == true, "\(error?.found ?? "")")
    }

    @Test func aKeyWhosePartsDoNotBelongTogetherIsRefused() {
        let mixed = SampleKey.p256.replacing("f83OJ3D2", with: "f83OJ3D3")
        let error = failure { () throws(OAuthError) in try PrivateKey(reading: mixed) }
        #expect(error?.found.contains("does not belong to its d") == true)
    }
}
