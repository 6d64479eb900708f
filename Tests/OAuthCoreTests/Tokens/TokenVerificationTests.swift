import Crypto
import Encodings
import JSONKit
import OAuthCore
import Testing

@Suite struct TokenVerificationTests {
    private static let key = P256.Signing.PrivateKey()

    private static var keys: JSONWebKeySet {
        get throws {
            let point = Array(key.publicKey.rawRepresentation)
            return try JSONWebKeySet([
                "keys": [
                    [
                        "kty": "EC", "crv": "P-256", "kid": "one", "x": JSON(Base64URL.encode(point.prefix(32))),
                        "y": JSON(Base64URL.encode(point.suffix(32))),
                    ]
                ]
            ])
        }
    }

    private static func token(_ changes: [String: JSON?] = [:], kid: String = "one") throws -> JWTParts {
        var claims: JSON = [
            "iss": "https://as.example", "aud": "app", "sub": "ada", "exp": 2000, "iat": 1000, "nonce": "n",
            "at_hash": JSON(Base64URL.encode(SHA256.hash(data: Array("access".utf8)).prefix(16))),
        ]
        for (name, value) in changes { claims = claims.setting(name, to: value) }
        let header: JSON = ["alg": "ES256", "kid": JSON(kid)]
        let input = [header, claims].map { Base64URL.encode($0.text().utf8) }.joined(separator: ".")
        let signature = try key.signature(for: Array(input.utf8)).rawRepresentation
        return try JWTParts(reading: "\(input).\(Base64URL.encode(signature))")
    }

    private func failed(_ jwt: JWTParts, now: Int64 = 1500) throws -> [String] {
        let expectation = TokenExpectation(
            issuer: "https://as.example", clientID: "app", nonce: "n", accessToken: "access", keys: try Self.keys,
            now: now)
        return TokenVerification(jwt, expectation).idTokenChecks.filter { $0.result == .failed }.map(\.name)
    }

    @Test func aGoodOnePasses() throws { #expect(try failed(Self.token()) == []) }

    @Test(arguments: [
        ("iss", JSON("https://as.example/"), "issuer"), ("aud", JSON("other"), "audience"),
        ("nonce", JSON("m"), "nonce"),
        ("at_hash", JSON("AAAA"), "at_hash"), ("exp", JSON(1000), "time"), ("iat", JSON(1900), "iat"),
        ("azp", JSON("other"), "azp"),
    ])
    func eachClaimIsChecked(name: String, value: JSON, check: String) throws {
        #expect(try failed(Self.token([name: value])) == [check])
    }

    @Test func severalAudiencesNeedAnAuthorizedParty() throws {
        #expect(try failed(Self.token(["aud": ["app", "other"]])) == ["azp"])
    }

    @Test func anotherKeyAndAnotherSignature() throws {
        #expect(try failed(Self.token(kid: "two")) == ["key"])
        let jwt = try Self.token()
        let other = try Self.token(["sub": "ben"])
        let forged = try JWTParts(reading: "\(other.signingInput).\(Base64URL.encode(jwt.signature))")
        #expect(try failed(forged) == ["signature"])
    }

    @Test func clocksMayDifferByAMinute() throws {
        #expect(try failed(Self.token(), now: 2059) == [])
        #expect(try failed(Self.token(), now: 2061) == ["time"])
    }

    @Test func nothingIsPassedThatWasNotChecked() throws {
        let expectation = TokenExpectation(issuer: nil, clientID: "app", keys: nil, now: 1500)
        let checks = TokenVerification(try Self.token(["nonce": nil]), expectation).idTokenChecks
        #expect(
            checks.filter { $0.result == .skipped }.map(\.name) == [
                "issuer", "azp", "signature", "key", "nonce", "at_hash",
            ])
    }
}
