internal import Crypto
internal import CryptoExtras
internal import Encodings
internal import FoundationEssentials
public import JSONKit

/// A private key that signs: RSA, EC on P-256, P-384 or P-521, or Ed25519 (RFC 7518 §3.1, RFC 8037).
///
/// Its description holds nothing of the private part.
public struct PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The `kid` of the JWK; nil where there is none, as in PEM.
    public let id: String?
    /// The public part as a JWK, with `kid` where there is one (RFC 7517 §4).
    public let publicKey: JSON
    /// The algorithms that it can sign with, the usual one first: `RS256`, `PS256`… (RFC 7518 §3.1).
    public let algorithms: [String]
    private let material: Material

    /// Reads a PEM document, or a JWK with its private members.
    ///
    /// - Throws: ``OAuthError/Code/credentialInvalid`` with what is wrong, without the text.
    public init(reading text: String) throws(OAuthError) {
        if text.contains("-----BEGIN") {
            try self.init(PrivateKey.material(pem: text), id: nil, algorithm: nil)
        } else {
            let jwk = try PrivateKeyJWK(reading: text)
            try self.init(try jwk.material(), id: jwk.id, algorithm: jwk.algorithm)
        }
    }

    private init(_ material: Material, id: String?, algorithm: String?) throws(OAuthError) {
        self.material = material
        self.id = id
        let possible = material.algorithms
        if let algorithm, !possible.contains(algorithm) {
            throw PrivateKey.invalid(
                "its alg is \(PrintableText.safe(algorithm, limit: 40)), and such a key signs with "
                    + possible.joined(separator: ", "))
        }
        algorithms = algorithm.map { [$0] } ?? possible
        let members = try material.publicMembers()
        publicKey = JSON(present: members.map { ($0.0, JSON($0.1)) } + [("kid", id.map { JSON($0) })])
    }

    /// The SHA-256 thumbprint of the key, in base64url (RFC 7638 §3).
    public var thumbprint: String {
        let names = ["crv", "e", "kty", "n", "x", "y"]
        let canonical = JSON(present: names.map { ($0, publicKey[$0]) })
        return Base64URL.encode(SHA256.hash(data: Array(canonical.text().utf8)))
    }

    /// The signature of these bytes as a JWS carries it (RFC 7515 §5.1, RFC 7518 §3.4).
    ///
    /// - Parameter algorithm: one of ``algorithms``; nil for the first.
    /// - Throws: ``OAuthError/Code/signingFailed``.
    public func signature(of bytes: [UInt8], algorithm: String? = nil) throws(OAuthError) -> [UInt8] {
        let algorithm = algorithm ?? algorithms.first ?? ""
        guard algorithms.contains(algorithm) else {
            throw PrivateKey.failed(
                "\(PrintableText.safe(algorithm, limit: 40)) does not fit the key, which signs with "
                    + algorithms.joined(separator: ", "))
        }
        do {
            return try material.signature(of: bytes, algorithm: algorithm)
        } catch {
            throw PrivateKey.failed("The key cannot sign with \(algorithm)")
        }
    }

    /// Its usual algorithm and `kid`: "ES256 key, kid 1".
    public var description: String {
        let kid = id.map { ", kid \(PrintableText.safe($0, limit: 80))" } ?? ""
        return "\(algorithms.first ?? "unknown") key\(kid)"
    }

    /// The description alone, so that no dump has the key.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    private static func material(pem: String) throws(OAuthError) -> Material {
        if let key = try? Curve25519.Signing.PrivateKey(pemRepresentation: pem) { return .edwards(key) }
        if let key = try? P256.Signing.PrivateKey(pemRepresentation: pem) { return .p256(key) }
        if let key = try? P384.Signing.PrivateKey(pemRepresentation: pem) { return .p384(key) }
        if let key = try? P521.Signing.PrivateKey(pemRepresentation: pem) { return .p521(key) }
        if let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) { return .rsa(key) }
        let firstLine = pem.split(whereSeparator: \.isNewline).first { $0.hasPrefix("-----BEGIN") } ?? ""
        if firstLine.contains("PUBLIC") { throw invalid("it is a public key") }
        if firstLine.contains("CERTIFICATE") { throw invalid("it is a certificate, without its key") }
        if firstLine.contains("ENCRYPTED") || pem.contains("Proc-Type: 4,ENCRYPTED") {
            throw invalid("it is encrypted with a passphrase")
        }
        throw invalid("the PEM document has no key for RSA of 2048 bits or more, P-256, P-384, P-521 or Ed25519")
    }

    static func invalid(_ found: String) -> OAuthError {
        OAuthError(
            .credentialInvalid, doing: "reading the private key",
            found: "This is not a private key to sign with: \(found)",
            advice: "Give an unencrypted PEM document, or a JWK with its private members (RFC 7518 §6).")
    }

    private static func failed(_ found: String) -> OAuthError {
        OAuthError(
            .signingFailed, doing: "signing with the private key", found: found,
            advice: "Choose an algorithm of the key, or another key.")
    }
}
