internal import Crypto

/// An algorithm that signs a JWS and that Keyway can check (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2).
public struct SignatureAlgorithm: Sendable, Equatable {
    /// How a signature is made.
    enum Family: Sendable, Equatable {
        case rsaPKCS1, rsaPSS, ecdsa, edwards, hmac
    }

    /// The value of `alg`.
    public let name: String
    let family: Family
    /// The bits of its hash.
    package let hashBits: Int
    /// The `crv` of its keys (RFC 7518 §6.2.1.1); nil for keys without a curve.
    let curve: String?

    /// Every algorithm that is known, in the order of the standards.
    public static let all: [SignatureAlgorithm] = [
        .init(name: "HS256", family: .hmac, hashBits: 256, curve: nil),
        .init(name: "HS384", family: .hmac, hashBits: 384, curve: nil),
        .init(name: "HS512", family: .hmac, hashBits: 512, curve: nil),
        .init(name: "RS256", family: .rsaPKCS1, hashBits: 256, curve: nil),
        .init(name: "RS384", family: .rsaPKCS1, hashBits: 384, curve: nil),
        .init(name: "RS512", family: .rsaPKCS1, hashBits: 512, curve: nil),
        .init(name: "ES256", family: .ecdsa, hashBits: 256, curve: "P-256"),
        .init(name: "ES384", family: .ecdsa, hashBits: 384, curve: "P-384"),
        .init(name: "ES512", family: .ecdsa, hashBits: 512, curve: "P-521"),
        .init(name: "PS256", family: .rsaPSS, hashBits: 256, curve: nil),
        .init(name: "PS384", family: .rsaPSS, hashBits: 384, curve: nil),
        .init(name: "PS512", family: .rsaPSS, hashBits: 512, curve: nil),
        .init(name: "EdDSA", family: .edwards, hashBits: 512, curve: "Ed25519"),
        .init(name: "Ed25519", family: .edwards, hashBits: 512, curve: "Ed25519"),
    ]

    /// The algorithm of this name, which is compared byte for byte; nil where Keyway does not know it.
    public static func named(_ name: String) -> SignatureAlgorithm? {
        all.first { ByteComparison.equal($0.name, name) }
    }

    /// Whether whoever verifies needs the secret that signs.
    public var isSymmetric: Bool { family == .hmac }

    /// The `kty` of its keys (RFC 7518 §6.1).
    var keyType: String {
        switch family {
        case .rsaPKCS1, .rsaPSS: "RSA"
        case .ecdsa: "EC"
        case .edwards: "OKP"
        case .hmac: "oct"
        }
    }

    /// The hash of the algorithm, which `at_hash` is made with (OpenID Connect Core §3.1.3.6).
    package func digest(_ octets: [UInt8]) -> [UInt8] {
        switch hashBits {
        case 256: Array(SHA256.hash(data: octets))
        case 384: Array(SHA384.hash(data: octets))
        default: Array(SHA512.hash(data: octets))
        }
    }

    /// The HMAC of a text under a secret (RFC 7518 §3.2).
    package func code(of text: [UInt8], under secret: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: secret)
        return switch hashBits {
        case 256: Array(HMAC<SHA256>.authenticationCode(for: text, using: key))
        case 384: Array(HMAC<SHA384>.authenticationCode(for: text, using: key))
        default: Array(HMAC<SHA512>.authenticationCode(for: text, using: key))
        }
    }
}
