public import JSONKit

/// A public key (RFC 7517 §4, RFC 7518 §6).
public struct JSONWebKey: Sendable, Equatable {
    /// The key as it is written.
    public let json: JSON
    /// `kid` (RFC 7517 §4.5).
    public var id: String? { json["kid"]?.string }
    /// `kty`; empty where it is missing (RFC 7517 §4.1).
    public var type: String { json["kty"]?.string ?? "" }
    /// `alg` (RFC 7517 §4.4).
    public var algorithm: String? { json["alg"]?.string }
    /// `use`: `sig` or `enc` (RFC 7517 §4.2).
    public var use: String? { json["use"]?.string }

    /// Nil without a `kty`.
    init?(_ json: JSON) {
        guard json["kty"]?.string != nil else { return nil }
        self.json = json
    }

    /// Whether a signature of this algorithm can be of this key.
    public func fits(_ algorithm: String) -> Bool { unfitness(for: algorithm) == nil }

    /// Why a signature of this algorithm cannot be of this key; nil where it can.
    func unfitness(for name: String) -> String? {
        let shown = PrintableText.safe(name, limit: 40)
        guard let algorithm = SignatureAlgorithm.named(name) else { return "\(shown) is not known here" }
        if algorithm.isSymmetric || type != algorithm.keyType {
            return "its kty is \(PrintableText.safe(type, limit: 40)), and \(shown) wants \(algorithm.keyType)"
        }
        if let curve = algorithm.curve, let own = json["crv"]?.string, own != curve {
            return "its crv is \(PrintableText.safe(own, limit: 40)), and \(shown) wants \(curve)"
        }
        // A fully specified name and the one of before are one algorithm (RFC 9864 §2.2).
        if let own = self.algorithm, own != name, algorithm.family != .edwards {
            return "its alg is \(PrintableText.safe(own, limit: 40)), not \(shown)"
        }
        if use == "enc" { return "its use is enc: it encrypts, and signs nothing" }
        if let operations = json["key_ops"]?.elements, !operations.contains(where: { $0.string == "verify" }) {
            return "its key_ops do not name verify"
        }
        return nil
    }

    /// Whether this key made the signature of a JWT; nil where the algorithm or the key is of a kind that is not checked.
    public func verifies(_ jwt: JWTParts) -> Bool? {
        guard let algorithm = SignatureAlgorithm.named(jwt.algorithm ?? "") else { return nil }
        return (try? material())?.verifies(jwt, algorithm)
    }

    /// The key, ready to verify with.
    package func material() throws(KeyFault) -> KeyMaterial {
        var reader = KeyReader(json)
        return try reader.material()
    }

    /// How the key is called in a sentence.
    package var label: String {
        id.map { "the server's key \(PrintableText.safe($0, limit: 80))" } ?? "the server's key without kid"
    }
}
