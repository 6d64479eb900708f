import Crypto
import CryptoExtras
import Foundation
import HTTPMessage
import Testing

@testable import MessageSignatures

/// RFC 9421 by its own test cases.
@Suite struct SignatureTests {
    @Test(arguments: [
        (Vector.hmac, Vectors.sharedSecret, "hmac-sha256"), (Vector.ed25519, Vectors.ed25519, "ed25519"),
    ])
    func signaturesAreThoseOfTheRFC(vector: Vector, key: String, algorithm: String) throws {
        let base = try vector.made()
        #expect(base.text == vector.base)
        let key = try SigningKey(file: Array(key.utf8))
        #expect(key.algorithm == algorithm)
        #expect(Data(try key.signature(of: base)).base64EncodedString() == vector.signature)
    }

    /// No two signatures of this algorithm are alike: the RFC's must be good for our base, and ours for its key.
    @Test(arguments: Vector.rsa)
    func rsaSignaturesAreGoodBothWays(vector: Vector) throws {
        let base = try vector.made()
        #expect(base.text == vector.base)
        let key = try _RSA.Signing.PublicKey(pemRepresentation: Vectors.rsaPublic)
        let digest = SHA512.hash(data: Data(base.text.utf8))
        let given = _RSA.Signing.RSASignature(rawRepresentation: try #require(Data(base64Encoded: vector.signature)))
        #expect(key.isValidSignature(given, for: digest, padding: .PSS))
        let signing = try SigningKey(file: Array(Vectors.rsa.utf8))
        #expect(signing.algorithm == "rsa-pss-sha512")
        let own = _RSA.Signing.RSASignature(rawRepresentation: Data(try signing.signature(of: base)))
        #expect(key.isValidSignature(own, for: digest, padding: .PSS))
        #expect(!key.isValidSignature(own, for: SHA512.hash(data: Data("other".utf8)), padding: .PSS))
    }

    /// B.3: a request that a proxy has signed with ECDSA.
    @Test func ecdsaSignaturesAreGoodBothWays() throws {
        let certificate =
            ":MIIBqDCCAU6gAwIBAgIBBzAKBggqhkjOPQQDAjA6MRswGQYDVQQKDBJMZXQncyBBdXRoZW50aWNhdGUxGzAZBgNVBAMMEkxBIEludGVybWVk"
            + "aWF0ZSBDQTAeFw0yMDAxMTQyMjU1MzNaFw0yMTAxMjMyMjU1MzNaMA0xCzAJBgNVBAMMAkJDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD"
            + "QgAE8YnXXfaUgmnMtOXU/IncWalRhebrXmckC8vdgJ1p5Be5F/3YC8OthxM4+k1M6aEAEFcGzkJiNy6J84y7uzo9M6NyMHAwCQYDVR0T"
            + "BAIwADAfBgNVHSMEGDAWgBRm3WjLa38lbEYCuiCPct0ZaSED2DAOBgNVHQ8BAf8EBAMCBsAwEwYDVR0lBAwwCgYIKwYBBQUHAwIwHQYD"
            + "VR0RAQH/BBMwEYEPYmRjQGV4YW1wbGUuY29tMAoGCCqGSM49BAMCA0gAMEUCIBHda/r1vaL6G3VliL4/Di6YK0Q6bMjeSkC3dFCOOB8T"
            + "AiEAx/kHSB4urmiZ0NX5r5XarmPk0wmuydBVoU4hBVZ1yhk=:"
        let request = HTTPRequest(
            "POST", "https://service.internal.example/foo?param=Value&Pet=dog",
            headers: [HTTPHeader("Client-Cert", certificate)])
        let base = try SignatureBase(
            of: request,
            covering: ["@path", "@query", "@method", "@authority", "client-cert"].map { try Component($0) },
            parameters: SignatureParameters(created: 1_618_884_473, keyID: "test-key-ecc-p256"))
        let key = try P256.Signing.PublicKey(pemRepresentation: Vectors.ecdsaPublic)
        let given = try #require(
            Data(
                base64Encoded:
                    "xVMHVpawaAC/0SbHrKRs9i8I3eOs5RtTMGCWXm/9nvZzoHsIg6Mce9315T6xoklyy0yzhD9ah4JHRwMLOgmizw=="))
        #expect(
            key.isValidSignature(try P256.Signing.ECDSASignature(rawRepresentation: given), for: Data(base.text.utf8)))
        let own = Data(try SigningKey(file: Array(Vectors.ecdsa.utf8)).signature(of: base))
        #expect(own.count == 64)
        #expect(
            key.isValidSignature(try P256.Signing.ECDSASignature(rawRepresentation: own), for: Data(base.text.utf8)))
    }

    @Test func digestsAreThoseOfTheRFC() {
        #expect(ContentDigest.sha512(Vectors.request.body ?? []) == Vectors.digest)
        // RFC 9530, Appendix D.
        #expect(
            ContentDigest.sha256(Array("{\"hello\": \"world\"}\n".utf8))
                == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")
    }
}
