import Crypto
import CryptoExtras
import Encodings
import JSONKit
import OAuthSupport
import TestSupport
import Testing

@testable import OAuthCore
@testable import TokenChecks

@Suite struct TokenVerificationTests {
    static let key = P256.Signing.PrivateKey()

    static func jwk(_ kid: String? = "one", _ changes: [String: JSON?] = [:]) -> JSON {
        let point = Array(key.publicKey.rawRepresentation)
        var json: JSON = [
            "kty": "EC", "crv": "P-256", "x": JSON(Base64URL.encode(point.prefix(32))),
            "y": JSON(Base64URL.encode(point.suffix(32))),
        ]
        json = json.setting("kid", to: kid.map { JSON($0) })
        for (name, value) in changes { json = json.setting(name, to: value) }
        return json
    }

    static func set(_ keys: JSON...) throws -> JSONWebKeySet { try JSONWebKeySet(["keys": JSON(keys)]) }

    static let claims: JSON = [
        "iss": "https://as.example", "aud": "app", "sub": "ada", "exp": 2000, "iat": 1000, "nonce": "n",
        "at_hash": JSON(Base64URL.encode(SHA256.hash(data: Array("access".utf8)).prefix(16))),
    ]

    static func changed(_ json: JSON, _ changes: [String: JSON?]) -> JSON {
        changes.reduce(json) { $0.setting($1.key, to: $1.value) }
    }

    static func input(_ header: JSON, _ claims: JSON) -> String {
        [header, claims].map { Base64URL.encode($0.text().utf8) }.joined(separator: ".")
    }

    static func token(
        _ changes: [String: JSON?] = [:], kid: String? = "one", header: [String: JSON?] = [:]
    ) throws -> JWTParts {
        let start: JSON = JSON(members: [("alg", "ES256")] + (kid.map { [("kid", JSON($0))] } ?? []))
        let input = input(changed(start, header), changed(claims, changes))
        let signature = try key.signature(for: Array(input.utf8)).rawRepresentation
        return try JWTParts(reading: "\(input).\(Base64URL.encode(signature))")
    }

    static func hashed(_ algorithm: String, _ secret: [UInt8], _ changes: [String: JSON?] = [:]) throws -> JWTParts {
        let known = try #require(SignatureAlgorithm.named(algorithm))
        let claims = changed(changed(claims, ["at_hash": JSON?.none]), changes)
        let input = input(["alg": JSON(algorithm)], claims)
        return try JWTParts(reading: "\(input).\(Base64URL.encode(known.code(of: Array(input.utf8), under: secret)))")
    }

    static func expectation(now: Int64 = 1500, _ change: (inout TokenExpectation) -> Void = { _ in }) throws
        -> TokenExpectation
    {
        var expected = TokenExpectation(
            issuer: "https://as.example", clientID: "app", nonce: "n", accessToken: "access", keys: try set(jwk()),
            now: now)
        change(&expected)
        return expected
    }

    private func checks(
        _ jwt: JWTParts, _ profile: TokenProfile = .idToken, now: Int64 = 1500,
        _ change: (inout TokenExpectation) -> Void = { _ in }
    ) throws -> [TokenCheck] {
        TokenVerification(jwt, try Self.expectation(now: now, change)).checks(profile)
    }

    private func failed(_ jwt: JWTParts, now: Int64 = 1500) throws -> [String] {
        try checks(jwt, now: now).filter { $0.result == .failed }.map(\.name)
    }

    private func detail(_ name: String, _ checks: [TokenCheck]) -> String {
        checks.first { $0.name == name }?.detail ?? ""
    }

    @Test func aGoodOnePasses() throws {
        let checks = try checks(Self.token())
        #expect(checks.filter { $0.result == .failed } == [])
        #expect(TokenVerdict(checks) == .passed)
    }

    @Test(arguments: [
        ("iss", JSON("https://as.example/"), "issuer"), ("iss", JSON?.none, "issuer"),
        ("aud", JSON("other"), "audience"),
        ("aud", JSON?.none, "audience"), ("nonce", JSON("m"), "nonce"), ("nonce", JSON?.none, "nonce"),
        ("at_hash", JSON("AAAA"), "at_hash"), ("exp", JSON(1000), "time"), ("exp", JSON?.none, "time"),
        ("exp", JSON("2000"), "time"), ("exp", JSON(1_700_000_000_000), "time"), ("nbf", JSON(1600), "time"),
        ("nbf", JSON("soon"), "time"), ("iat", JSON(1900), "iat"), ("iat", JSON?.none, "iat"),
        ("azp", JSON("other"), "azp"),
        ("sub", JSON?.none, "subject"), ("sub", JSON(""), "subject"), ("sub", JSON(7), "subject"),
        ("events", JSON(members: [(TokenProfile.logoutEvent, [:])]), "type"),
    ])
    func eachClaimIsChecked(name: String, value: JSON?, check: String) throws {
        #expect(try failed(Self.token([name: value])) == [check])
    }

    /// What the header may not say.
    @Test(
        arguments: [
            ("crit", ["exp"], "crit"), ("crit", [], "crit"), ("crit", "b64", "crit"), ("crit", [1], "crit"),
            ("crit", ["b64"], "crit"), ("b64", false, "crit"), ("b64", "yes", "crit"), ("typ", "at+jwt", "type"),
            ("typ", "application/logout+JWT", "type"), ("typ", "dpop+jwt", "type"),
        ] as [(String, JSON, String)])
    func eachMemberOfTheHeaderIsChecked(name: String, value: JSON, check: String) throws {
        #expect(try failed(Self.token(header: [name: value])) == [check])
    }

    @Test(
        arguments: [["typ": "JWT"], ["typ": "id_token+jwt"], ["crit": ["b64"], "b64": true], ["b64": true]]
            as [[String: JSON]])
    func otherMembersOfTheHeaderPass(header: [String: JSON]) throws {
        #expect(try failed(Self.token(header: header.mapValues { $0 })) == [])
    }

    @Test func anAudienceMayBeAList() throws {
        #expect(try failed(Self.token(["aud": ["app"]])) == [])
        #expect(try failed(Self.token(["aud": ["app", "other"]])) == ["azp"])
        #expect(try failed(Self.token(["aud": ["app", "other"], "azp": "app"])) == [])
        #expect(try failed(Self.token(["aud": [1, "other"]])) == ["audience"])
    }

    @Test func anotherKeyAndAnotherSignature() throws {
        #expect(try failed(Self.token(kid: "two")) == ["key"])
        let jwt = try Self.token()
        let other = try Self.token(["sub": "ben"])
        let forged = try JWTParts(reading: "\(other.signingInput).\(Base64URL.encode(jwt.signature))")
        #expect(try failed(forged) == ["signature"])
        #expect(try failed(JWTParts(reading: "\(other.signingInput).")) == ["signature"])
    }

    @Test func clocksMayDifferByAMinute() throws {
        #expect(try failed(Self.token(), now: 2059) == [])
        #expect(try failed(Self.token(), now: 2061) == ["time"])
        let early = try checks(Self.token(["iat": 1509, "nbf": 1511]))
        #expect(TokenVerdict(early) == .passed)
        #expect(detail("iat", early).contains("9 s in the future"))
        #expect(detail("time", early).contains("nbf is 11 s in the future"))
    }

    // MARK: What is not checked

    /// Each way in which something essential may be left open; none may pass.
    @Test func whatIsEssentialIsNeverSkippedInAPass() throws {
        let unknown = try Self.token(header: ["alg": "ES256K"])
        let cases: [(String, JWTParts, (inout TokenExpectation) -> Void, [String])] = [
            (
                "no keys", try Self.token(),
                {
                    $0.keys = nil; $0.keysProblem = "the server answered 500"
                }, ["signature", "key"]
            ),
            ("no issuer", try Self.token(), { $0.issuer = nil }, ["issuer"]),
            ("no client", try Self.token(), { $0.clientID = "" }, ["audience"]),
            ("a template", try Self.token(), { $0.issuer = "https://as.example/{region}" }, ["issuer"]),
            ("an unknown algorithm", unknown, { _ in }, ["signature", "algorithm"]),
        ]
        for (name, jwt, change, open) in cases {
            guard case .undecided(let found) = TokenVerdict(try checks(jwt, .idToken, now: 1500, change)) else {
                Issue.record("\(name) is decided")
                continue
            }
            #expect(found.map(\.name) == open, "\(name)")
            #expect(found.allSatisfy { !$0.detail.isEmpty })
        }
    }

    @Test func aFailureOutweighsWhatIsOpen() throws {
        let checks = try checks(Self.token(["aud": "other"])) { $0.keys = nil }
        guard case .failed(let check) = TokenVerdict(checks) else {
            Issue.record("not failed")
            return
        }
        #expect(check.name == "audience")
    }

    @Test func anUnsignedTokenFails() throws {
        for algorithm in ["none", "None", "NONE", ""] {
            let input = Self.input(["alg": JSON(algorithm)], Self.claims)
            for signature in ["", "AAAA"] {
                let checks = try checks(JWTParts(reading: "\(input).\(signature)"))
                guard case .failed(let check) = TokenVerdict(checks) else {
                    Issue.record("\(algorithm) passes")
                    continue
                }
                #expect(check.name == "algorithm")
                #expect(checks.first { $0.name == "signature" }?.result == .unchecked)
            }
        }
    }

    @Test func anUnlistedUnknownAlgorithmFails() throws {
        let jwt = try Self.token(header: ["alg": "ES256K"])
        let checks = try checks(jwt) { $0.algorithms = ["RS256"] }
        #expect(checks.filter { $0.result == .failed }.map(\.name) == ["algorithm"])
    }

    // MARK: Keys

    /// Which key is chosen, by what it says of itself.
    @Test(
        arguments: [
            (["use": "enc"], "its use is enc"), (["key_ops": ["sign"]], "its key_ops do not name verify"),
            (["alg": "ES384"], "its alg is ES384, not ES256"),
            (["crv": "P-384"], "its crv is P-384, and ES256 wants P-256"),
            (["kty": "RSA"], "its kty is RSA, and ES256 wants EC"),
        ] as [([String: JSON], String)])
    func aKeyThatDoesNotFitIsNotTaken(changes: [String: JSON], reason: String) throws {
        let keys = try Self.set(Self.jwk("one", changes.mapValues { $0 }))
        let checks = try checks(Self.token()) { $0.keys = keys }
        #expect(checks.filter { $0.result == .failed }.map(\.name) == ["key"])
        #expect(detail("key", checks).contains(reason), "\(detail("key", checks))")
        #expect(checks.first { $0.name == "signature" }?.result == .unchecked)
    }

    @Test func keysWithoutKidAreTriedEach() throws {
        let other = P256.Signing.PrivateKey().publicKey.rawRepresentation
        let stranger = Self.jwk(
            nil,
            [
                "x": JSON(Base64URL.encode(Array(other).prefix(32))),
                "y": JSON(Base64URL.encode(Array(other).suffix(32))),
            ])
        for keys in [try Self.set(stranger, Self.jwk(nil)), try Self.set(Self.jwk(nil), stranger)] {
            for kid in [nil, "one"] {
                #expect(TokenVerdict(try checks(Self.token(kid: kid)) { $0.keys = keys }) == .passed)
            }
        }
        let none = try checks(Self.token(kid: nil)) { $0.keys = try? Self.set(stranger, stranger) }
        #expect(detail("signature", none).contains("none of the server's 2 keys"))
    }

    @Test func aKeyThatCannotBeReadIsSaid() throws {
        let keys = try Self.set(Self.jwk("one", ["y": JSON?.none]))
        let checks = try checks(Self.token()) { $0.keys = keys }
        #expect(checks.filter { $0.result == .failed }.map(\.name) == ["key"])
        #expect(detail("key", checks) == "kid is one; the server's key one cannot be read: y is missing")
    }

    /// The key that a token brings itself is not the server's.
    @Test func aKeyOfTheHeaderIsNotUsed() throws {
        let checks = try checks(Self.token(header: ["jwk": Self.jwk()])) { $0.keys = try? Self.set() }
        #expect(checks.filter { $0.result == .failed }.map(\.name) == ["key"])
        #expect(detail("key", checks).contains("jwk) is not used"))
    }

    @Test func aSignatureInASN1IsNamed() throws {
        let good = try Self.token()
        let signature = try Self.key.signature(for: Array(good.signingInput.utf8)).derRepresentation
        let jwt = try JWTParts(reading: "\(good.signingInput).\(Base64URL.encode(signature))")
        #expect(detail("signature", try checks(jwt)).contains("ASN.1"))
    }

    // MARK: Secrets

    private static let secret = "a-secret-that-is-long-enough-for-every-hash-of-these-0123456789012345"

    @Test(arguments: ["HS256", "HS384", "HS512"]) func theClientsSecretSigns(algorithm: String) throws {
        let jwt = try Self.hashed(algorithm, Array(Self.secret.utf8))
        let checks = try checks(jwt) { $0.clientSecret = Self.secret }
        #expect(TokenVerdict(checks) == .passed)
        let wrong = try self.checks(jwt) { $0.clientSecret = "another" }
        #expect(wrong.filter { $0.result == .failed }.map(\.name) == ["signature"])
        let unlisted = try self.checks(jwt) {
            $0.clientSecret = Self.secret
            $0.algorithms = ["RS256"]
        }
        #expect(unlisted.filter { $0.result == .failed }.map(\.name) == ["algorithm"])
        let listed = try self.checks(jwt) {
            $0.clientSecret = Self.secret
            $0.algorithms = ["RS256", algorithm]
        }
        #expect(TokenVerdict(listed) == .passed)
    }

    @Test func aSecretMayBeDecoded() throws {
        let octets = Array(Self.secret.utf8)
        let checks = try checks(Self.hashed("HS256", octets)) { $0.clientSecret = Base64.encode(octets) }
        #expect(TokenVerdict(checks) == .passed)
        #expect(detail("key", checks).contains("decoded from base64"))
    }

    @Test func aClientWithoutSecretTakesNone() throws {
        let jwt = try Self.hashed("HS256", [])
        for secret in [nil, ""] {
            let checks = try checks(jwt) { $0.clientSecret = secret }
            #expect(checks.filter { $0.result == .failed }.map(\.name) == ["algorithm"])
        }
    }

    /// A forger signs with the public key, as files hold it (RFC 8725 §2.1).
    @Test func aPublicKeyIsNotASecret() throws {
        let pem = Self.key.publicKey.pemRepresentation
        for text in [pem, pem + "\n", Self.jwk().text()] {
            for profile in [TokenProfile.idToken, .accessToken] {
                let jwt = try Self.hashed("HS256", Array(text.utf8))
                let checks = try checks(jwt, profile) { $0.clientSecret = Self.secret }
                let check = try #require(checks.first { $0.name == "signature" })
                #expect(check.result == .failed)
                #expect(check.detail.contains("public key"))
            }
        }
    }

    /// The secret of an access token may be one that the client does not have.
    @Test func anAccessTokenUnderASecretIsOpen() throws {
        let jwt = try Self.hashed("HS256", [1, 2, 3])
        guard case .undecided(let open) = TokenVerdict(try checks(jwt, .accessToken) { $0.clientSecret = Self.secret })
        else {
            Issue.record("decided")
            return
        }
        #expect(open.map(\.name) == ["signature"])
    }

    // MARK: Other tokens

    @Test func anAccessTokenOfTypeJWTPasses() throws {
        let jwt = try Self.token(["aud": "https://api.example", "nonce": nil], header: ["typ": "JWT"])
        let checks = try checks(jwt, .accessToken)
        #expect(TokenVerdict(checks) == .passed)
        #expect(detail("type", checks).contains("RFC 9068"))
        #expect(checks.first { $0.name == "audience" }?.result == .unchecked)
        let strict = try self.checks(jwt, .rfc9068) { $0.audience = "https://api.example" }
        #expect(strict.filter { $0.result == .failed }.map(\.name) == ["type", "client_id", "jti"])
    }

    @Test func anAccessTokenByRFC9068() throws {
        let changes: [String: JSON?] = ["aud": ["https://api.example"], "client_id": "app", "jti": "j"]
        let jwt = try Self.token(changes, header: ["typ": "at+jwt"])
        #expect(TokenVerdict(try checks(jwt, .rfc9068) { $0.audience = "https://api.example" }) == .passed)
        let other = try checks(jwt, .rfc9068) { $0.audience = "https://api.example/" }
        #expect(other.filter { $0.result == .failed }.map(\.name) == ["audience"])
        guard case .undecided(let open) = TokenVerdict(try checks(jwt, .rfc9068)) else {
            Issue.record("the audience is not known, and the token passes")
            return
        }
        #expect(open.map(\.name) == ["audience"])
    }

    private static let logout: [String: JSON?] = [
        "events": JSON(members: [(TokenProfile.logoutEvent, [:])]), "nonce": nil, "jti": "j", "sid": "s",
    ]

    @Test func aLogoutToken() throws {
        let jwt = try Self.token(Self.logout, header: ["typ": "logout+jwt"])
        #expect(TokenProfile(of: jwt, clientID: "app") == .logoutToken)
        #expect(TokenVerdict(try checks(jwt, .logoutToken)) == .passed)
    }

    @Test(arguments: [
        ("events", JSON?.none, "events"), ("events", JSON(members: [(TokenProfile.logoutEvent, 1)]), "events"),
        ("nonce", "n", "nonce"), ("jti", JSON?.none, "jti"), ("aud", "other", "audience"), ("exp", 1000, "time"),
    ])
    func aLogoutTokenIsChecked(name: String, value: JSON?, check: String) throws {
        var changes = Self.logout
        changes[name] = .some(value)
        let jwt = try Self.token(changes, header: ["typ": "logout+jwt"])
        #expect(try checks(jwt, .logoutToken).filter { $0.result == .failed }.map(\.name) == [check])
    }

    @Test func aLogoutTokenNamesWhoIsSignedOut() throws {
        let jwt = try Self.token(Self.logout.merging(["sid": nil, "sub": nil]) { $1 }, header: ["typ": "at+jwt"])
        #expect(
            try checks(jwt, .logoutToken).filter { $0.result == .failed }.map(\.name) == ["type", "subject"])
    }

    @Test func aRefreshNeedNotRepeatTheNonce() throws {
        let jwt = try Self.token(["nonce": nil])
        #expect(TokenVerdict(try checks(jwt) { $0.isRefresh = true }) == .passed)
        let other = try checks(Self.token(["nonce": "m"])) { $0.isRefresh = true }
        #expect(other.filter { $0.result == .failed }.map(\.name) == ["nonce"])
    }

    @Test func aSignInMayBeTooOld() throws {
        let fresh = try Self.token(["auth_time": 950])
        #expect(TokenVerdict(try checks(fresh) { $0.maxAge = 60 }) == .passed)
        for value in [JSON(500), JSON("x"), nil] {
            let old = try Self.token(["auth_time": value])
            #expect(try checks(old) { $0.maxAge = 60 }.filter { $0.result == .failed }.map(\.name) == ["auth_time"])
            #expect(TokenVerdict(try checks(old)) == .passed)
        }
    }

    // MARK: Whatever comes

    /// A token that the key has not signed never passes, whatever its header and claims say.
    @Test func noMadeUpTokenPasses() throws {
        var generator = SeededGenerator(seed: 8725)
        let values: [JSON] = [
            "", "none", "HS256", "ES256", "RS256", "ES512", "EdDSA", "PS256", "at+jwt", "b64", "one", "two", .null, 0,
            -1, 1e300,
            9_223_372_036_854_775_807, true, false, [], [:], ["b64"], ["app"], "app", "https://as.example",
            JSON(String(repeating: "x", count: 300)), "\u{1B}[2J",
        ]
        let good = try Self.token()
        for _ in 0..<3000 {
            var header: JSON = ["alg": "ES256", "kid": "one"]
            var claims = Self.claims
            for name in ["alg", "kid", "typ", "crit", "b64", "jwk", "nonce"]
            where Int.random(in: 0..<4, using: &generator) == 0 {
                header = header.setting(name, to: values.randomElement(using: &generator))
            }
            for name in [
                "iss", "aud", "sub", "exp", "nbf", "iat", "azp", "nonce", "at_hash", "auth_time", "tid", "events",
            ]
            where Int.random(in: 0..<4, using: &generator) == 0 {
                claims = claims.setting(name, to: values.randomElement(using: &generator))
            }
            claims = claims.setting("made", to: "up")
            let signatures = ["", "AAAA", Base64URL.encode(good.signature)]
            let signature = signatures.randomElement(using: &generator) ?? ""
            let jwt = try JWTParts(reading: "\(Self.input(header, claims)).\(signature)")
            for profile in TokenProfile.allCases {
                let checks = try checks(jwt, profile) {
                    $0.clientSecret = Bool.random(using: &generator) ? "secret" : nil
                }
                #expect(TokenVerdict(checks) != .passed)
                for check in checks {
                    #expect(check.detail.utf8.count < 4000 && !check.detail.contains("\u{1B}"))
                }
            }
        }
    }
}
