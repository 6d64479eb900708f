import Encodings
import JSONKit
import OAuthSupport
import TestSupport
import Testing

@testable import OAuthCore
@testable import TokenChecks

/// Keys as servers publish them, which is not always as RFC 7518 §6 says.
@Suite struct KeyReaderTests {
    private static func key(_ text: String, _ changes: [String: JSON?]) throws -> JSONWebKey {
        var json = try JSON(parsing: text)
        for (name, value) in changes { json = json.setting(name, to: value) }
        return try #require(JSONWebKey(json))
    }

    private static let rsa = SignatureVectorTests.bilbo
    private static let n = (try? JSON(parsing: rsa))?["n"]?.string ?? ""

    /// How a number may be written, and what is said of it.
    @Test(arguments: [
        ("padding", "base64 padding"), ("letters", "the letters of base64"), ("lines", "line breaks"),
        ("zero", "begins with a zero byte"),
    ])
    func readsOtherSpellings(way: String, remark: String) throws {
        let octets = try #require(Base64URL.decode(Self.n))
        let text: String =
            switch way {
            case "padding": Self.n + "=="
            case "letters": Base64.encode(octets)
            case "lines": String(Self.n.prefix(76)) + "\n" + String(Self.n.dropFirst(76))
            default: Base64URL.encode([0] + octets)
            }
        let material = try Self.key(Self.rsa, ["n": JSON(text)]).material()
        #expect(material.remarks.count == 1)
        #expect(material.remarks.first?.contains(remark) == true, "\(material.remarks)")
        let vector = SignatureVectorTests.vectors[0]
        let signature = try #require(Base64URL.decode(vector.signature))
        let algorithm = try #require(SignatureAlgorithm.named("RS256"))
        #expect(material.verifies(signature, of: Array(vector.input.utf8), algorithm) == true)
    }

    /// A coordinate whose leading zeros are left out, or which has one too many.
    @Test func readsCoordinatesOfOtherLengths() throws {
        let own = try #require(try JSON(parsing: SampleKey.p256)["x"]?.string.flatMap { Base64URL.decode($0) })
        let longer = try Self.key(SampleKey.p256, ["x": JSON(Base64URL.encode([0] + own))]).material()
        #expect(longer.remarks == ["x has 33 bytes in place of 32"])
        // A point whose x begins with a zero byte.
        let short: [String: JSON?] = [
            "x": "3KKmRsr8jQq7RzH0cEmTBGbYnFJIvb5kG0WKOxdW", "y": "BmAHGp_bi5EGhB6uoDP2XZQxbdUAA5H9CNNsCprWoSQ",
        ]
        #expect(throws: KeyFault.self) { try Self.key(SampleKey.p256, short).material() }
    }

    /// What keeps a key from being read.
    @Test(arguments: [
        ("n", JSON?.none, "n is missing"), ("n", JSON?.some(.null), "n is missing"), ("n", "", "n is empty"),
        ("n", 65537, "n is a number, and must be base64url text"), ("e", JSON?.none, "e is missing"),
        ("e", "A!", "e is not base64url: it cannot be decoded"),
        ("n", "####", "n is not base64url: it cannot be decoded"),
        ("n", "AQAB", "n has 17 bits, and RFC 7518 §3.3 wants 2048 or more"),
        ("e", "AA", "n and e are not those of an RSA key"), ("kty", "XYZ", "its kty “XYZ” is not known here"),
        ("kty", "oct", "it is a secret (kty is oct), which a public document must not hold"),
        ("kty", "EC", "crv is missing"), ("kty", "OKP", "crv is missing"),
    ])
    func saysWhyAKeyOfRSACannotBeRead(name: String, value: JSON?, reason: String) throws {
        let key = try Self.key(Self.rsa, [name: value])
        let fault = #expect(throws: KeyFault.self) { try key.material() }
        #expect(fault?.reason == reason)
    }

    @Test(arguments: [
        ("x", JSON?.none, "x is missing"), ("y", "AAAA", "x and y are not a point of P-256"),
        ("crv", "P-384", "x and y are not a point of P-384"),
        ("crv", "secp256k1", "its crv “secp256k1” is not known here"),
        ("x", JSON(String(repeating: "B", count: 80)), "x has 60 bytes, and P-256 wants 32"),
    ])
    func saysWhyAnEllipticKeyCannotBeRead(name: String, value: JSON?, reason: String) throws {
        let fault = #expect(throws: KeyFault.self) { try Self.key(SampleKey.p256, [name: value]).material() }
        #expect(fault?.reason == reason)
    }

    @Test(arguments: [
        ("x", "AAAA", "x has 3 bytes, and Ed25519 wants 32"), ("crv", "Ed448", "its crv “Ed448” is not known here"),
    ])
    func saysWhyAnEdwardsKeyCannotBeRead(name: String, value: String, reason: String) throws {
        let fault = #expect(throws: KeyFault.self) { try Self.key(SampleKey.ed25519, [name: JSON(value)]).material() }
        #expect(fault?.reason == reason)
    }

    /// Whatever the members hold, there is a key or a reason, and never a key that verifies what it has not signed.
    @Test func nothingInAKeyEndsTheProgram() throws {
        var generator = SeededGenerator(seed: 7517)
        let vector = SignatureVectorTests.vectors[0]
        let signature = try #require(Base64URL.decode(vector.signature))
        let pieces: [JSON] = [
            "", "=", "AQAB", "A", .null, 1, -1, 1e300, true, [], [:], "RSA", "EC", "OKP", "P-256", "P-521", "Ed25519",
            "enc",
            JSON(String(repeating: "A", count: 700)), JSON(Self.n), JSON(String(repeating: "/", count: 344)), "\u{0}",
            "ß",
        ]
        for _ in 0..<2000 {
            var json = try JSON(
                parsing: [Self.rsa, SampleKey.p256, SampleKey.ed25519].randomElement(using: &generator) ?? "{}")
            var isChanged = false
            for name in ["kty", "crv", "n", "e", "x", "y", "alg", "use", "key_ops", "kid"]
            where Int.random(in: 0..<3, using: &generator) == 0 {
                json = json.setting(name, to: pieces.randomElement(using: &generator))
                isChanged = isChanged || ["n", "e"].contains(name)
            }
            guard let key = JSONWebKey(json) else { continue }
            for algorithm in SignatureAlgorithm.all {
                _ = key.fits(algorithm.name)
                let verified = (try? key.material())?.verifies(signature, of: Array("another text".utf8), algorithm)
                #expect(verified != true)
            }
        }
    }
}
