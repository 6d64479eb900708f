internal import Crypto
internal import CryptoExtras
internal import Encodings
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
    public func fits(_ algorithm: String) -> Bool {
        if let own = self.algorithm, own != algorithm { return false }
        switch algorithm.prefix(2) {
        case "RS", "PS": return type == "RSA"
        case "ES": return type == "EC"
        case "Ed": return type == "OKP"
        default: return false
        }
    }

    /// Whether this key made the signature of a JWT; nil where the algorithm or the key is of a kind that is not checked.
    public func verifies(_ jwt: JWTParts) -> Bool? {
        let text = Array(jwt.signingInput.utf8)
        switch jwt.algorithm {
        case "RS256": return rsa(jwt, SHA256.hash(data: text), .insecurePKCS1v1_5)
        case "RS384": return rsa(jwt, SHA384.hash(data: text), .insecurePKCS1v1_5)
        case "RS512": return rsa(jwt, SHA512.hash(data: text), .insecurePKCS1v1_5)
        case "PS256": return rsa(jwt, SHA256.hash(data: text), .PSS)
        case "PS384": return rsa(jwt, SHA384.hash(data: text), .PSS)
        case "PS512": return rsa(jwt, SHA512.hash(data: text), .PSS)
        case "ES256", "ES384": return elliptic(jwt, text)
        case "EdDSA": return edwards(jwt, text)
        default: return nil
        }
    }

    private func rsa(_ jwt: JWTParts, _ digest: some Digest, _ padding: _RSA.Signing.Padding) -> Bool? {
        guard let n = bytes("n"), let e = bytes("e"), let key = try? _RSA.Signing.PublicKey(n: n, e: e) else {
            return nil
        }
        return key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: jwt.signature), for: digest, padding: padding)
    }

    private func elliptic(_ jwt: JWTParts, _ text: [UInt8]) -> Bool? {
        guard let x = bytes("x"), let y = bytes("y") else { return nil }
        if jwt.algorithm == "ES256" {
            guard let key = try? P256.Signing.PublicKey(rawRepresentation: x + y) else { return nil }
            return (try? P256.Signing.ECDSASignature(rawRepresentation: jwt.signature))
                .map { key.isValidSignature($0, for: text) } ?? false
        }
        guard let key = try? P384.Signing.PublicKey(rawRepresentation: x + y) else { return nil }
        return (try? P384.Signing.ECDSASignature(rawRepresentation: jwt.signature))
            .map { key.isValidSignature($0, for: text) } ?? false
    }

    private func edwards(_ jwt: JWTParts, _ text: [UInt8]) -> Bool? {
        guard json["crv"]?.string == "Ed25519", let x = bytes("x"),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x)
        else { return nil }
        return key.isValidSignature(jwt.signature, for: text)
    }

    private func bytes(_ name: String) -> [UInt8]? { json[name]?.string.flatMap { Base64URL.decode($0) } }
}
