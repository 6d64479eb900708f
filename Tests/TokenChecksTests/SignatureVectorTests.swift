import Crypto
import CryptoExtras
import Encodings
import JSONKit
import OAuthSupport
import TestSupport
import Testing

@testable import OAuthCore
@testable import TokenChecks

/// Signatures of the RFCs, and of keys that are made here for algorithms without a vector.
@Suite struct SignatureVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let key: String
        let input: String
        let signature: String

        var testDescription: String { name }
    }

    static let plainText =
        "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5k"
        + "IGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4"

    static let bilbo = """
        {"kty":"RSA","kid":"bilbo.baggins@hobbiton.example","use":"sig","e":"AQAB",\
        "n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2w\
        qVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJls\
        de3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc\
        5gHdrNP5zw"}
        """

    static let vectors = [
        Vector(
            name: "RS256, RFC 7520 §4.1", key: bilbo,
            input: "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.\(plainText)",
            signature:
                "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB"
                + "-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8"
                + "Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9"
                + "ipH84ogoree7vjbU5y18kDquDg"),
        Vector(
            name: "PS384, RFC 7520 §4.2", key: bilbo,
            input: "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.\(plainText)",
            signature:
                "cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6"
                + "_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm"
                + "8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJU"
                + "AfmWjwZ6oD4ifKo8DYM-X72Eaw"),
        Vector(
            name: "ES512, RFC 7520 §4.3",
            key: """
                {"kty":"EC","crv":"P-521",\
                "x":"AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",\
                "y":"AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1"}
                """,
            input: "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.\(plainText)",
            signature:
                "AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtPBu_u_sDDy"
                + "YjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2"),
        Vector(
            name: "ES256, RFC 7515 §A.3", key: SampleKey.p256,
            input:
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb2"
                + "90Ijp0cnVlfQ",
            signature: "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"),
        Vector(
            name: "ES512, RFC 7515 §A.4",
            key: """
                {"kty":"EC","crv":"P-521",\
                "x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",\
                "y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}
                """,
            input: "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA",
            signature:
                "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgo"
                + "XD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn"),
        Vector(
            name: "EdDSA, RFC 8037 §A.4", key: SampleKey.ed25519,
            input: "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
            signature:
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"),
    ]

    private static func algorithm(_ vector: Vector) throws -> SignatureAlgorithm {
        let header = try #require(vector.input.split(separator: ".").first.flatMap { Base64URL.decode($0) })
        let name = try #require(try JSON(parsing: header)["alg"]?.string)
        return try #require(SignatureAlgorithm.named(name))
    }

    @Test(arguments: vectors) func everyVectorVerifies(vector: Vector) throws {
        let key = try #require(JSONWebKey(JSON(parsing: vector.key))).material()
        let signature = try #require(Base64URL.decode(vector.signature))
        #expect(key.verifies(signature, of: Array(vector.input.utf8), try Self.algorithm(vector)) == true)
    }

    /// One bit more or less, in the signature or in what is signed.
    @Test(arguments: vectors) func noOtherSignatureVerifies(vector: Vector) throws {
        let key = try #require(JSONWebKey(JSON(parsing: vector.key))).material()
        let algorithm = try Self.algorithm(vector)
        let signature = try #require(Base64URL.decode(vector.signature))
        let input = Array(vector.input.utf8)
        var generator = SeededGenerator(seed: 7515)
        for _ in 0..<24 {
            var (changedSignature, changedInput) = (signature, input)
            changedSignature[Int.random(in: signature.indices, using: &generator)] ^=
                1 << UInt8.random(in: 0...7, using: &generator)
            changedInput[Int.random(in: input.indices, using: &generator)] ^= 1
            #expect(key.verifies(changedSignature, of: input, algorithm) == false)
            #expect(key.verifies(signature, of: changedInput, algorithm) == false)
        }
        #expect(key.verifies([], of: input, algorithm) == false)
    }

    /// RFC 7515 §A.1 and RFC 7520 §4.4.
    @Test(arguments: [
        (
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLm"
                + "NvbS9pc19yb290Ijp0cnVlfQ", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        ),
        (
            "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
            "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9.\(plainText)",
            "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0"
        ),
    ])
    func codesOfSecrets(key: String, input: String, code: String) throws {
        let algorithm = try #require(SignatureAlgorithm.named("HS256"))
        let secret = try #require(Base64URL.decode(key))
        #expect(Base64URL.encode(algorithm.code(of: Array(input.utf8), under: secret)) == code)
    }

    /// A key of one family never verifies under an algorithm of another.
    @Test func keysKeepToTheirFamily() throws {
        for vector in Self.vectors {
            let key = try #require(JSONWebKey(JSON(parsing: vector.key)))
            let own = try Self.algorithm(vector)
            for other in SignatureAlgorithm.all where other.keyType != own.keyType || other.curve != own.curve {
                #expect(!key.fits(other.name), "\(vector.name) \(other.name)")
                #expect(try key.material().verifies([1, 2, 3], of: [4], other) == nil)
            }
        }
    }

    @Test(arguments: ["RS384", "RS512", "PS256", "PS512"]) func rsaOfEveryHash(name: String) throws {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let text = Array("text".utf8)
        let numbers = try key.publicKey.getKeyPrimitives()
        let jwk: JSON = [
            "kty": "RSA", "n": JSON(Base64URL.encode(numbers.modulus)),
            "e": JSON(Base64URL.encode(numbers.publicExponent)),
        ]
        let padding: _RSA.Signing.Padding = name.hasPrefix("PS") ? .PSS : .insecurePKCS1v1_5
        let signature =
            switch name.suffix(3) {
            case "256": try key.signature(for: SHA256.hash(data: text), padding: padding)
            case "384": try key.signature(for: SHA384.hash(data: text), padding: padding)
            default: try key.signature(for: SHA512.hash(data: text), padding: padding)
            }
        let algorithm = try #require(SignatureAlgorithm.named(name))
        let material = try #require(JSONWebKey(jwk)).material()
        #expect(material.verifies(Array(signature.rawRepresentation), of: text, algorithm) == true)
        #expect(material.verifies(Array(signature.rawRepresentation), of: [0], algorithm) == false)
    }

    @Test func ellipticOf384Bits() throws {
        let key = P384.Signing.PrivateKey()
        let point = Array(key.publicKey.rawRepresentation)
        let jwk: JSON = [
            "kty": "EC", "crv": "P-384", "x": JSON(Base64URL.encode(point.prefix(48))),
            "y": JSON(Base64URL.encode(point.suffix(48))),
        ]
        let signature = Array(try key.signature(for: [1, 2]).rawRepresentation)
        let algorithm = try #require(SignatureAlgorithm.named("ES384"))
        #expect(try #require(JSONWebKey(jwk)).material().verifies(signature, of: [1, 2], algorithm) == true)
    }
}
