internal import Crypto
internal import CryptoExtras
internal import Encodings
internal import FoundationEssentials

/// A key, and the algorithm that goes with it (RFC 9421 §3.3).
public struct SigningKey: Sendable {
    /// Its registered name, `ed25519` say.
    public let algorithm: String
    private let sign: @Sendable (_ base: [UInt8]) throws -> Data

    /// - Throws: where the cryptographic library refuses the key.
    public func signature(of base: SignatureBase) throws(SignatureError) -> [UInt8] {
        do {
            return Array(try sign(Array(base.text.utf8)))
        } catch {
            throw SignatureError("the key can not sign with \(algorithm): \(error)")
        }
    }

    /// HMAC with a secret that both sides know (§3.3.3).
    public init(sharedSecret: [UInt8]) {
        algorithm = "hmac-sha256"
        let key = SymmetricKey(data: sharedSecret)
        sign = { Data(HMAC<SHA256>.authenticationCode(for: $0, using: key)) }
    }

    /// The private key in a PEM document; its kind is the algorithm's.
    ///
    /// - Throws: where it is no private key for Ed25519, ECDSA on P-256, or RSA.
    public init(pem: String) throws(SignatureError) {
        if let key = try? Curve25519.Signing.PrivateKey(pemRepresentation: pem) {
            algorithm = "ed25519"
            sign = { try key.signature(for: $0) }
        } else if let key = try? P256.Signing.PrivateKey(pemRepresentation: pem) {
            algorithm = "ecdsa-p256-sha256"
            sign = { try key.signature(for: $0).rawRepresentation }
        } else if let key = SigningKey.rsa(pem) {
            algorithm = "rsa-pss-sha512"
            sign = { try key.signature(for: SHA512.hash(data: $0), padding: .PSS).rawRepresentation }
        } else {
            throw SignatureError("the file holds no private key for Ed25519, ECDSA on P-256, or RSA of 2048 bits")
        }
    }

    /// An RSA key, even one that is marked to be for PSS alone, which the library does not read: the key proper is in it
    /// as PKCS #1 (RFC 4055 §1.2).
    private static func rsa(_ pem: String) -> _RSA.Signing.PrivateKey? {
        if let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem) { return key }
        let lines = pem.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("-----") }
        guard let der = Base64.decode(lines.joined()) else { return nil }
        let pkcs1: [UInt8] = [0x02, 0x01, 0x00, 0x02]
        guard let version = der.indices.first(where: { $0 > 8 && der[$0...].starts(with: pkcs1) }) else { return nil }
        return try? _RSA.Signing.PrivateKey(derRepresentation: der[(version - 4)...])
    }
}

extension SigningKey {
    /// A key file: a PEM document, or else a shared secret, in base64 or as it is.
    public init(file: [UInt8]) throws(SignatureError) {
        let text = String(decoding: file, as: UTF8.self)
        if text.contains("-----BEGIN") {
            try self.init(pem: text)
            return
        }
        let lines = text.split(whereSeparator: \.isWhitespace)
        let secret = Base64.decode(lines.joined(), allowsStrayBits: true) ?? file
        guard secret.count >= 16 else { throw SignatureError("the shared secret has less than 16 bytes") }
        self.init(sharedSecret: secret)
    }
}
