internal import Crypto
internal import Encodings
internal import JSONKit

/// Verifies a JWT step by step; each step is told, whatever came of the one before.
public struct TokenVerification: Sendable {
    private let jwt: JWTParts
    private let expected: TokenExpectation

    /// Checks a JWT against what is expected of it.
    public init(_ jwt: JWTParts, _ expected: TokenExpectation) {
        self.jwt = jwt
        self.expected = expected
    }

    /// Every check of an ID token, in the order of OpenID Connect Core §3.1.3.7.
    public var idTokenChecks: [TokenCheck] {
        [
            issuer("Core §3.1.3.7 (2)"), audience, authorizedParty, signature("Core §3.1.3.7 (6)"),
            algorithm, key("Core §10.1.1"), time("Core §3.1.3.7 (9)"), issuedAt, nonce, accessTokenHash,
        ]
    }

    /// The checks of an access token that is a JWT (RFC 9068 §4).
    public var accessTokenChecks: [TokenCheck] {
        [
            type, issuer("RFC 9068 §4"), key("RFC 7517 §4.5"), signature("RFC 9068 §4"), time("RFC 9068 §4"), issuedAt,
        ]
    }

    private var claims: JSON { jwt.claims }

    private func issuer(_ section: String) -> TokenCheck {
        let found = claims["iss"]?.string ?? ""
        guard let issuer = expected.issuer else {
            return TokenCheck("issuer", .skipped, "iss is \(safe(found)); the provider's issuer is not known", section)
        }
        if ByteComparison.equal(found, issuer) {
            return TokenCheck("issuer", .passed, "iss is \(safe(found))", section)
        }
        return TokenCheck(
            "issuer", .failed,
            "iss is \(safe(found)), and the issuer is \(safe(issuer)); "
                + ByteComparison.difference(expected: issuer, found: found), section)
    }

    private var audiences: [String] {
        claims["aud"]?.string.map { [$0] } ?? claims["aud"]?.elements?.compactMap(\.string) ?? []
    }

    private var audience: TokenCheck {
        let isNamed = audiences.contains(expected.clientID)
        return TokenCheck(
            "audience", isNamed ? .passed : .failed,
            "aud is \(safe(audiences.joined(separator: ", ")))"
                + (isNamed ? "" : ", and the client is \(safe(expected.clientID))"),
            "Core §3.1.3.7 (3)")
    }

    private var authorizedParty: TokenCheck {
        let section = "Core §3.1.3.7 (4, 5)"
        guard let party = claims["azp"]?.string else {
            return audiences.count > 1
                ? TokenCheck("azp", .failed, "there are \(audiences.count) audiences, and no azp", section)
                : TokenCheck("azp", .skipped, "there is none, and one audience", section)
        }
        return TokenCheck("azp", party == expected.clientID ? .passed : .failed, "azp is \(safe(party))", section)
    }

    private var algorithm: TokenCheck {
        let algorithm = jwt.algorithm ?? "none"
        let isSound = algorithm.lowercased() != "none" && !algorithm.hasPrefix("HS")
        return TokenCheck(
            "algorithm", isSound ? .passed : .failed,
            "alg is \(safe(algorithm))" + (isSound ? "" : ", which proves nothing here"),
            "Core §3.1.3.7 (7)")
    }

    private func key(_ section: String) -> TokenCheck {
        guard let keys = expected.keys else {
            return TokenCheck("key", .skipped, "the server's keys are not known", section)
        }
        let name = jwt.keyID.map { "kid is \(safe($0))" } ?? "there is no kid"
        guard keys.key(of: jwt) != nil else {
            let known = keys.keys.compactMap(\.id).joined(separator: ", ")
            return TokenCheck(
                "key", .failed, "\(name), and the server has \(known.isEmpty ? "none that fits" : safe(known))", section
            )
        }
        return TokenCheck("key", .passed, name, section)
    }

    private func signature(_ section: String) -> TokenCheck {
        guard let key = expected.keys?.key(of: jwt) else {
            return TokenCheck("signature", .skipped, "there is no key to check it with", section)
        }
        guard let isValid = key.verifies(jwt) else {
            return TokenCheck("signature", .skipped, "\(safe(jwt.algorithm ?? "")) is not checked here", section)
        }
        return TokenCheck(
            "signature", isValid ? .passed : .failed,
            isValid ? "it is of the server's key" : "it is not of the server's key", section)
    }

    private func time(_ section: String) -> TokenCheck {
        guard let end = seconds("exp") else { return TokenCheck("time", .failed, "there is no exp", section) }
        let left = end - expected.now
        if let start = seconds("nbf"), start > expected.now + expected.leeway {
            return TokenCheck("time", .failed, "it is valid only in \(start - expected.now) s", section)
        }
        return TokenCheck(
            "time", left > -expected.leeway ? .passed : .failed,
            left >= 0 ? "it lives \(left) s more" : "it expired \(-left) s ago", section)
    }

    private var issuedAt: TokenCheck {
        let section = "Core §3.1.3.7 (10)"
        guard let time = seconds("iat") else { return TokenCheck("iat", .skipped, "there is no iat", section) }
        let age = expected.now - time
        return TokenCheck(
            "iat", age >= -expected.leeway ? .passed : .failed,
            age >= 0 ? "it was issued \(age) s ago" : "it was issued \(-age) s in the future", section)
    }

    private var nonce: TokenCheck {
        let section = "Core §3.1.3.7 (11)"
        switch (expected.nonce, claims["nonce"]?.string) {
        case (nil, nil): return TokenCheck("nonce", .skipped, "none was sent", section)
        case (nil, _?): return TokenCheck("nonce", .failed, "one came, and none was sent", section)
        case (_?, nil): return TokenCheck("nonce", .failed, "one was sent, and none came", section)
        case (let sent?, let came?):
            let isSame = ConstantTime.equal(sent, came)
            return TokenCheck(
                "nonce", isSame ? .passed : .failed,
                isSame ? "it is the one that was sent" : "it is not the one that was sent", section)
        }
    }

    /// The left half of the hash of the access token (OpenID Connect Core §3.1.3.6).
    private var accessTokenHash: TokenCheck {
        let section = "Core §3.1.3.6"
        guard let found = claims["at_hash"]?.string, let token = expected.accessToken else {
            return TokenCheck("at_hash", .skipped, "there is none", section)
        }
        let octets = Array(token.utf8)
        let digest: [UInt8]? =
            switch jwt.algorithm?.suffix(3) {
            case "256": Array(SHA256.hash(data: octets))
            case "384": Array(SHA384.hash(data: octets))
            case "512": Array(SHA512.hash(data: octets))
            default: nil
            }
        guard let digest else { return TokenCheck("at_hash", .skipped, "its hash is not known", section) }
        let isSame = ConstantTime.equal(Base64URL.encode(digest.prefix(digest.count / 2)), found)
        return TokenCheck(
            "at_hash", isSame ? .passed : .failed,
            isSame ? "it is of the access token" : "it is not of the access token", section)
    }

    private var type: TokenCheck {
        let found = jwt.type ?? "none"
        let isAccess = ["at+jwt", "application/at+jwt"].contains(found.lowercased())
        return TokenCheck(
            "type", isAccess ? .passed : .failed,
            "typ is \(safe(found))" + (isAccess ? "" : ", and at+jwt is asked for"), "RFC 9068 §2.1")
    }

    private func seconds(_ name: String) -> Int64? {
        claims[name]?.number.flatMap { $0.magnitude < 1e12 ? Int64($0) : nil }
    }

    private func safe(_ text: String) -> String { PrintableText.safe(text, limit: 200) }
}
