/// What of a JWT a sentence is about, whoever says it: a server that refuses one, or Keyway that reads it.
package enum JWTAspect: CaseIterable, Sendable {
    /// `exp`, `iat`, `nbf`, the lifetime.
    case time
    /// `aud`.
    case audience
    /// `iss`.
    case issuer
    /// `sub`.
    case subject
    /// `alg`.
    case algorithm
    /// The signature, and the key that it is made with.
    case signature
    /// `jti`, and a JWT that came before.
    case replay

    /// The words, in lower case, by which it is named.
    private var words: Set<String> {
        switch self {
        case .time:
            [
                "exp", "iat", "nbf", "expired", "expires", "expiry", "expiration", "lifetime", "clock", "future",
                "early",
                "old", "lives",
            ]
        case .audience: ["aud", "audience", "audiences"]
        case .issuer: ["iss", "issuer"]
        case .subject: ["sub", "subject"]
        case .algorithm: ["alg", "algorithm", "algorithms"]
        case .signature: ["signature", "kid", "key", "keys", "jwks"]
        case .replay: ["jti", "replay", "replayed", "reused", "already"]
        }
    }

    /// What a sentence names: nothing where it is about none of them.
    package static func named(in sentence: String) -> Set<JWTAspect> {
        let words = Set(sentence.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
        var found = Set(allCases.filter { !$0.words.isDisjoint(with: words) })
        let isAlgorithm = { (word: String) in
            word.count == 5 && ["hs", "rs", "es", "ps"].contains(word.prefix(2))
                && word.dropFirst(2).allSatisfy(\.isNumber)
        }
        if words.contains(where: isAlgorithm) { found.insert(.algorithm) }
        return found
    }
}

extension Case {
    /// Whether the server's words are about another part of the JWT than what is wrong with it by our reading.
    ///
    /// Both may be wrong; but then what was read is not why the server refused.
    package func speaksOfOther(than fault: JWTFault) -> Bool {
        let said = JWTAspect.named(in: words.lowercased)
        return !said.isEmpty && said.isDisjoint(with: JWTAspect.named(in: fault.text))
    }

    /// The same faults, those first that the server's words are about.
    package func ranked(_ faults: [JWTFault]) -> [JWTFault] {
        faults.filter { !speaksOfOther(than: $0) } + faults.filter { speaksOfOther(than: $0) }
    }
}
