internal import Encodings
internal import JSONKit
internal import OAuthCore

/// The three steps that a signature takes: its algorithm, the key, the signature itself.
struct SignatureSteps {
    private(set) var algorithm: TokenCheck
    private(set) var key: TokenCheck
    private(set) var signature: TokenCheck

    init(_ jwt: JWTParts, _ expected: TokenExpectation, _ profile: TokenProfile) {
        let sections = Sections(profile)
        let name = jwt.algorithm ?? ""
        let shown = PrintableText.safe(name, limit: 60)
        key = TokenCheck("key", .unchecked, "no key was looked for", sections.key)
        signature = TokenCheck(
            "signature", .unchecked, "there is nothing to check it with", sections.signature, isEssential: true)
        algorithm = TokenCheck("algorithm", .passed, "alg is \(shown)", sections.algorithm)
        if name.isEmpty || name.lowercased() == "none" {
            refuseUnsigned(jwt)
        } else if let known = SignatureAlgorithm.named(name), !known.isUnreadable(jwt, expected.keys) {
            judgeListing(shown, expected, profile, isSymmetric: known.isSymmetric)
            if known.isSymmetric {
                checkSecret(jwt, known, expected, profile)
            } else {
                checkKeys(jwt, known, expected)
            }
        } else {
            tellUnknown(shown, expected, profile)
        }
    }

    /// Where each step is asked for.
    private struct Sections {
        let algorithm, key, signature: String

        init(_ profile: TokenProfile) {
            switch profile {
            case .idToken: (algorithm, key, signature) = ("Core §3.1.3.7 (7)", "Core §10.1.1", "Core §3.1.3.7 (6)")
            case .accessToken: (algorithm, key, signature) = ("RFC 8725 §3.1", "RFC 7517 §4.5", "RFC 7515 §5.2")
            case .rfc9068: (algorithm, key, signature) = ("RFC 9068 §4", "RFC 7517 §4.5", "RFC 9068 §4")
            case .logoutToken:
                (algorithm, key, signature) = (
                    "Back-Channel Logout §2.6 (3)", "Core §10.1.1", "Back-Channel Logout §2.6 (2)"
                )
            }
        }
    }

    /// A token without a signature.
    private mutating func refuseUnsigned(_ jwt: JWTParts) {
        algorithm.result = .failed
        algorithm.detail =
            jwt.algorithm == nil
            ? "the header has no alg" : "alg is none: the token is not signed, and anyone can make one like it"
        key.detail = "a token that is not signed has none"
        signature.detail = "there is no signature that counts"
    }

    /// Holds the algorithm against the metadata. A secret in place of a key is refused where it is not announced: who
    /// confuses the two takes a public key as the secret (RFC 8725 §2.1).
    private mutating func judgeListing(
        _ shown: String, _ expected: TokenExpectation, _ profile: TokenProfile, isSymmetric: Bool
    ) {
        guard profile == .idToken || profile == .logoutToken, let listed = expected.algorithms, !listed.isEmpty,
            !listed.contains(shown)
        else { return }
        let names = PrintableText.safe(listed.prefix(20).joined(separator: ", "), limit: 200)
        algorithm.detail += ", and the server's metadata names \(names) (id_token_signing_alg_values_supported)"
        if isSymmetric {
            algorithm.result = .failed
            algorithm.detail += ": a client that expects \(names) refuses it"
        }
    }

    private mutating func tellUnknown(_ shown: String, _ expected: TokenExpectation, _ profile: TokenProfile) {
        judgeListing(shown, expected, profile, isSymmetric: true)
        if algorithm.result != .failed {
            algorithm.result = .unchecked
            algorithm.isEssential = true
        }
        algorithm.detail =
            "alg is \(shown), which Keyway does not know" + algorithm.detail.dropFirst("alg is \(shown)".count)
        key.detail = "what key \(shown) needs is not known here"
        signature.detail = "\(shown) is not checked here: Keyway does not know it"
    }

    // MARK: - Keys

    private mutating func checkKeys(_ jwt: JWTParts, _ algorithm: SignatureAlgorithm, _ expected: TokenExpectation) {
        guard let keys = expected.keys else {
            key.result = .failed
            key.speaksOfToken = false
            key.detail = "the server's keys are not known: \(expected.keysProblem ?? "they were not fetched")"
            signature.detail = "there is no key to check it with"
            return
        }
        let choice = KeyChoice(of: jwt, among: keys)
        key.detail = choice.finding + SignatureSteps.ownKey(jwt)
        guard !choice.candidates.isEmpty else {
            key.result = .failed
            signature.detail = "there is no key to check it with"
            return
        }
        tryEach(choice, jwt, algorithm)
    }

    private mutating func tryEach(_ choice: KeyChoice, _ jwt: JWTParts, _ algorithm: SignatureAlgorithm) {
        var faults: [String] = []
        var tried: [(key: JSONWebKey, material: KeyMaterial)] = []
        // So many keys are more than any server signs with at once; each costs a signature's time.
        for candidate in choice.candidates.prefix(32) {
            do throws(KeyFault) {
                let material = try candidate.material()
                tried.append((candidate, material))
                guard material.verifies(jwt, algorithm) == true else { continue }
                pass(candidate, material)
                return
            } catch {
                faults.append("\(candidate.label) cannot be read: \(error.reason)")
            }
        }
        if !faults.isEmpty { key.detail += "; \(faults.prefix(4).joined(separator: "; "))" }
        guard let first = tried.first else {
            key.result = .failed
            signature.detail = "there is no key to check it with that can be read"
            return
        }
        key.result = .passed
        key.detail += SignatureSteps.spelling(first.material)
        signature.result = .failed
        signature.detail =
            tried.count > 1
            ? "it is of none of the server's \(tried.count) keys that fit"
            : "it is not of \(first.key.label)"
        if tried.contains(where: { $0.material.verifiesASN1(jwt) }) {
            signature.detail = "it is of the server's key, but written in ASN.1 (DER), not as RFC 7518 §3.4 wants"
        } else if jwt.header["nonce"] != nil {
            signature.detail +=
                "; the header has a nonce, as Microsoft's tokens for Graph have, which only Graph can verify"
        }
    }

    private mutating func pass(_ key: JSONWebKey, _ material: KeyMaterial) {
        self.key.result = .passed
        self.key.detail += SignatureSteps.spelling(material)
        signature.result = .passed
        signature.detail = "it is of \(key.label)"
    }

    private static func spelling(_ material: KeyMaterial) -> String {
        material.remarks.isEmpty
            ? ""
            : "; of the key, \(material.remarks.joined(separator: ", and ")): it is read all the same, and strict readers "
                + "cannot read it"
    }

    /// A key that the token brings itself proves nothing (RFC 8725 §3.10).
    private static func ownKey(_ jwt: JWTParts) -> String {
        let names = ["jwk", "jku", "x5u", "x5c"].filter { jwt.header[$0] != nil }
        return names.isEmpty ? "" : "; what the header brings itself (\(names.joined(separator: ", "))) is not used"
    }

    // MARK: - Secrets

    /// The signature of an HMAC, which the client's secret makes (OpenID Connect Core §10.1). An access token's secret may
    /// be one that server and resource share.
    private mutating func checkSecret(
        _ jwt: JWTParts, _ known: SignatureAlgorithm, _ expected: TokenExpectation, _ profile: TokenProfile
    ) {
        let text = Array(jwt.signingInput.utf8)
        let isClients = profile == .idToken || profile == .logoutToken
        if let secret = expected.clientSecret, !secret.isEmpty {
            if let way = SignatureSteps.matches(jwt, text, known, secret) {
                key.result = .passed
                key.detail = way
                signature.result = .passed
                signature.detail = "it is of the client's secret"
                return
            }
            if isClients {
                key.result = .passed
                key.detail = "the client's secret"
                signature.result = .failed
                signature.detail = "it is not of the client's secret"
            }
        } else if isClients {
            if algorithm.result != .failed {
                algorithm.result = .failed
                algorithm.detail += ", and the client has no secret that could have made it"
            }
            key.detail = "\(known.name) wants the client's secret, and the client has none"
            signature.detail = "there is no secret to check it with"
        }
        if !isClients {
            key.detail = "the secret with which the server signs is not known here"
            signature.detail = "\(known.name) is checked with a secret that only the server and its resources have"
        }
        guard isConfused(jwt, text, known, expected.keys) else { return }
        signature.result = .failed
        signature.detail =
            "it is made with a public key of the server as the secret, which anyone can do (RFC 8725 §2.1)"
    }

    /// In what form the secret made the signature; nil where it did not. Some servers take the bytes that it encodes.
    private static func matches(
        _ jwt: JWTParts, _ text: [UInt8], _ algorithm: SignatureAlgorithm, _ secret: String
    ) -> String? {
        let octets = Array(secret.utf8)
        if ConstantTime.equal(algorithm.code(of: text, under: octets), jwt.signature) {
            let least = algorithm.hashBits / 8
            return octets.count < least
                ? "the client's secret, which has \(octets.count) bytes; RFC 7518 §3.2 wants \(least)"
                : "the client's secret"
        }
        guard let decoded = Base64.decodeLenient(secret), !decoded.isEmpty,
            ConstantTime.equal(algorithm.code(of: text, under: decoded), jwt.signature)
        else { return nil }
        return "the client's secret, decoded from base64"
    }

    /// Whether a public key of the server, as files hold it, made the HMAC.
    private func isConfused(
        _ jwt: JWTParts, _ text: [UInt8], _ algorithm: SignatureAlgorithm, _ keys: JSONWebKeySet?
    ) -> Bool {
        (keys?.keys ?? []).prefix(8).contains { key in
            var secrets = (try? key.material())?.publicTexts ?? []
            secrets.append(Array(key.json.text().utf8))
            if let n = key.json["n"]?.string ?? key.json["x"]?.string { secrets.append(Array(n.utf8)) }
            return secrets.contains { ConstantTime.equal(algorithm.code(of: text, under: $0), jwt.signature) }
        }
    }
}

extension SignatureAlgorithm {
    /// Whether the key that the JWT names is of the other curve of EdDSA, which is not known here (RFC 8037 §3.1).
    fileprivate func isUnreadable(_ jwt: JWTParts, _ keys: JSONWebKeySet?) -> Bool {
        guard name == "EdDSA", let keys else { return false }
        let named = keys.keys.filter { key in jwt.keyID.map { key.id == $0 } ?? true }
        return !named.isEmpty && named.allSatisfy { $0.json["crv"]?.string == "Ed448" }
    }
}
