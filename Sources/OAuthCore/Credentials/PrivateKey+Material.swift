internal import Crypto
internal import CryptoExtras
internal import Encodings
internal import FoundationEssentials

extension PrivateKey {
    /// The key in the form of the cryptographic library.
    enum Material: Sendable {
        case rsa(_RSA.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey)
        case p384(P384.Signing.PrivateKey)
        case p521(P521.Signing.PrivateKey)
        case edwards(Curve25519.Signing.PrivateKey)
    }
}

extension PrivateKey.Material {
    /// What it can sign with, the usual algorithm first (RFC 7518 §3.1, RFC 8037 §3.1).
    var algorithms: [String] {
        switch self {
        case .rsa: ["RS256", "PS256", "RS384", "RS512", "PS384", "PS512"]
        case .p256: ["ES256"]
        case .p384: ["ES384"]
        case .p521: ["ES512"]
        case .edwards: ["EdDSA", "Ed25519"]
        }
    }

    /// The members of the public JWK (RFC 7518 §6, RFC 8037 §2).
    func publicMembers() throws(OAuthError) -> [(String, String)] {
        switch self {
        case .rsa(let key):
            guard let numbers = try? key.publicKey.getKeyPrimitives() else {
                throw PrivateKey.invalid("its public part cannot be read")
            }
            return [
                ("kty", "RSA"), ("n", Base64URL.encode(numbers.modulus)),
                ("e", Base64URL.encode(numbers.publicExponent)),
            ]
        case .p256(let key): return elliptic("P-256", Array(key.publicKey.rawRepresentation))
        case .p384(let key): return elliptic("P-384", Array(key.publicKey.rawRepresentation))
        case .p521(let key): return elliptic("P-521", Array(key.publicKey.rawRepresentation))
        case .edwards(let key):
            return [
                ("kty", "OKP"), ("crv", "Ed25519"), ("x", Base64URL.encode(key.publicKey.rawRepresentation)),
            ]
        }
    }

    private func elliptic(_ curve: String, _ point: [UInt8]) -> [(String, String)] {
        let half = point.count / 2
        return [
            ("kty", "EC"), ("crv", curve), ("x", Base64URL.encode(point.prefix(half))),
            ("y", Base64URL.encode(point.dropFirst(half))),
        ]
    }

    /// - Parameter algorithm: one of ``algorithms``.
    func signature(of bytes: [UInt8], algorithm: String) throws -> [UInt8] {
        switch self {
        case .rsa(let key): try rsa(key, bytes, algorithm)
        case .p256(let key): Array(try key.signature(for: bytes).rawRepresentation)
        case .p384(let key): Array(try key.signature(for: bytes).rawRepresentation)
        case .p521(let key): Array(try key.signature(for: bytes).rawRepresentation)
        case .edwards(let key): Array(try key.signature(for: bytes))
        }
    }

    private func rsa(_ key: _RSA.Signing.PrivateKey, _ bytes: [UInt8], _ algorithm: String) throws -> [UInt8] {
        let padding: _RSA.Signing.Padding = algorithm.hasPrefix("PS") ? .PSS : .insecurePKCS1v1_5
        let signature =
            switch algorithm.suffix(3) {
            case "384": try key.signature(for: SHA384.hash(data: bytes), padding: padding)
            case "512": try key.signature(for: SHA512.hash(data: bytes), padding: padding)
            default: try key.signature(for: SHA256.hash(data: bytes), padding: padding)
            }
        return Array(signature.rawRepresentation)
    }
}
