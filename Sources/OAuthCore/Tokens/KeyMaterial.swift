internal import Crypto
internal import CryptoExtras
internal import Encodings
internal import HTTPMessage
internal import JSONKit

/// The public key of a JWK, ready to verify with.
package struct KeyMaterial {
    enum Key {
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
        case p384(P384.Signing.PublicKey)
        case p521(P521.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
    }

    let key: Key
    /// How the JWK is written otherwise than RFC 7518 §6 says: `n is written with padding`.
    package let remarks: [String]

    /// Whether the key made the signature of a text; nil where the algorithm is not of this kind of key.
    func verifies(_ signature: [UInt8], of text: [UInt8], _ algorithm: SignatureAlgorithm) -> Bool? {
        switch (key, algorithm.family) {
        case (.rsa(let key), .rsaPKCS1): KeyMaterial.rsa(key, signature, text, algorithm, .insecurePKCS1v1_5)
        case (.rsa(let key), .rsaPSS): KeyMaterial.rsa(key, signature, text, algorithm, .PSS)
        case (.p256(let key), .ecdsa) where algorithm.curve == "P-256":
            (try? P256.Signing.ECDSASignature(rawRepresentation: signature))
                .map { key.isValidSignature($0, for: text) } ?? false
        case (.p384(let key), .ecdsa) where algorithm.curve == "P-384":
            (try? P384.Signing.ECDSASignature(rawRepresentation: signature))
                .map { key.isValidSignature($0, for: text) } ?? false
        case (.p521(let key), .ecdsa) where algorithm.curve == "P-521":
            (try? P521.Signing.ECDSASignature(rawRepresentation: signature))
                .map { key.isValidSignature($0, for: text) } ?? false
        case (.ed25519(let key), .edwards): key.isValidSignature(signature, for: text)
        default: nil
        }
    }

    /// Whether the key made the signature of a JWT; nil where the algorithm is not of this kind of key.
    package func verifies(_ jwt: JWTParts, _ algorithm: SignatureAlgorithm) -> Bool? {
        verifies(jwt.signature, of: Array(jwt.signingInput.utf8), algorithm)
    }

    private static func rsa(
        _ key: _RSA.Signing.PublicKey, _ signature: [UInt8], _ text: [UInt8], _ algorithm: SignatureAlgorithm,
        _ padding: _RSA.Signing.Padding
    ) -> Bool {
        let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
        return switch algorithm.hashBits {
        case 256: key.isValidSignature(signature, for: SHA256.hash(data: text), padding: padding)
        case 384: key.isValidSignature(signature, for: SHA384.hash(data: text), padding: padding)
        default: key.isValidSignature(signature, for: SHA512.hash(data: text), padding: padding)
        }
    }

    /// Whether the key made the signature, and it is written in ASN.1 in place of the two numbers of RFC 7518 §3.4.
    package func verifiesASN1(_ jwt: JWTParts) -> Bool {
        let text = Array(jwt.signingInput.utf8)
        return switch key {
        case .p256(let key):
            (try? P256.Signing.ECDSASignature(derRepresentation: jwt.signature))
                .map { key.isValidSignature($0, for: text) } ?? false
        case .p384(let key):
            (try? P384.Signing.ECDSASignature(derRepresentation: jwt.signature))
                .map { key.isValidSignature($0, for: text) } ?? false
        case .p521(let key):
            (try? P521.Signing.ECDSASignature(derRepresentation: jwt.signature))
                .map { key.isValidSignature($0, for: text) } ?? false
        case .rsa, .ed25519: false
        }
    }

    /// The key as text files hold it, which a forger takes as the secret of an HMAC (RFC 8725 §2.1).
    package var publicTexts: [[UInt8]] {
        let pem: String? =
            switch key {
            case .rsa(let key): key.pemRepresentation
            case .p256(let key): key.pemRepresentation
            case .p384(let key): key.pemRepresentation
            case .p521(let key): key.pemRepresentation
            case .ed25519: nil
            }
        guard let pem else { return [] }
        return [Array(pem.utf8), Array("\(pem)\n".utf8)]
    }
}

/// Why a JWK cannot be used, in words that follow the key's name: `n is missing`.
package struct KeyFault: Error, Equatable {
    package let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// Reads the numbers of a JWK as servers write them: with padding, in the other alphabet, with leading zeros or without.
struct KeyReader {
    let json: JSON
    private(set) var remarks: [String] = []

    init(_ json: JSON) { self.json = json }

    mutating func material() throws(KeyFault) -> KeyMaterial {
        let type = json["kty"]?.string ?? ""
        let key: KeyMaterial.Key =
            switch type {
            case "RSA": .rsa(try rsa())
            case "EC": try elliptic()
            case "OKP": try edwards()
            case "oct": throw KeyFault("it is a secret (kty is oct), which a public document must not hold")
            default: throw KeyFault("its kty \u{201C}\(PrintableText.safe(type, limit: 40))\u{201D} is not known here")
            }
        return KeyMaterial(key: key, remarks: remarks)
    }

    private mutating func rsa() throws(KeyFault) -> _RSA.Signing.PublicKey {
        let n = withoutZeros(try octets("n"), of: "n")
        let e = withoutZeros(try octets("e"), of: "e")
        let bits = n.count * 8 - (n.first?.leadingZeroBitCount ?? 0)
        guard bits >= 2048 else { throw KeyFault("n has \(bits) bits, and RFC 7518 §3.3 wants 2048 or more") }
        guard let key = try? _RSA.Signing.PublicKey(n: n, e: e) else {
            throw KeyFault("n and e are not those of an RSA key")
        }
        return key
    }

    private mutating func elliptic() throws(KeyFault) -> KeyMaterial.Key {
        let sizes = ["P-256": 32, "P-384": 48, "P-521": 66]
        guard let curve = json["crv"]?.string else { throw KeyFault("crv is missing") }
        guard let size = sizes[curve] else {
            throw KeyFault("its crv \u{201C}\(PrintableText.safe(curve, limit: 40))\u{201D} is not known here")
        }
        let x = try coordinate("x", size, curve)
        let y = try coordinate("y", size, curve)
        let key: KeyMaterial.Key? =
            switch size {
            case 32: (try? P256.Signing.PublicKey(rawRepresentation: x + y)).map { .p256($0) }
            case 48: (try? P384.Signing.PublicKey(rawRepresentation: x + y)).map { .p384($0) }
            default: (try? P521.Signing.PublicKey(rawRepresentation: x + y)).map { .p521($0) }
            }
        guard let key else { throw KeyFault("x and y are not a point of \(curve)") }
        return key
    }

    private mutating func edwards() throws(KeyFault) -> KeyMaterial.Key {
        let curve = json["crv"]?.string ?? ""
        guard curve == "Ed25519" else {
            throw KeyFault(
                curve.isEmpty
                    ? "crv is missing"
                    : "its crv \u{201C}\(PrintableText.safe(curve, limit: 40))\u{201D} is not known here")
        }
        let x = try octets("x")
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x) else {
            throw KeyFault("x has \(x.count.counted("byte")), and Ed25519 wants 32")
        }
        return .ed25519(key)
    }

    /// A coordinate, which RFC 7518 §6.2.1.2 wants in full length.
    private mutating func coordinate(_ name: String, _ size: Int, _ curve: String) throws(KeyFault) -> [UInt8] {
        let found = try octets(name)
        let significant = Array(found.drop { $0 == 0 })
        guard significant.count <= size else {
            throw KeyFault("\(name) has \(found.count) bytes, and \(curve) wants \(size)")
        }
        if found.count != size { remarks.append("\(name) has \(found.count) bytes in place of \(size)") }
        return [UInt8](repeating: 0, count: size - significant.count) + significant
    }

    private mutating func withoutZeros(_ octets: [UInt8], of name: String) -> [UInt8] {
        guard octets.first == 0 else { return octets }
        remarks.append("\(name) begins with a zero byte")
        return Array(octets.drop { $0 == 0 })
    }

    private mutating func octets(_ name: String) throws(KeyFault) -> [UInt8] {
        guard let value = json[name], !value.isNull else { throw KeyFault("\(name) is missing") }
        guard let text = value.string else {
            throw KeyFault("\(name) is \(value.kind.phrase), and must be base64url text")
        }
        guard !text.isEmpty else { throw KeyFault("\(name) is empty") }
        if let octets = Base64URL.decode(text) { return octets }
        guard let octets = Base64.decodeLenient(text), !octets.isEmpty else {
            throw KeyFault("\(name) is not base64url: it cannot be decoded")
        }
        remarks.append("\(name) is written with \(KeyReader.spelling(text))")
        return octets
    }

    /// What keeps a text from being base64url, though it can be read.
    private static func spelling(_ text: String) -> String {
        if text.contains("+") || text.contains("/") { return "the letters of base64, not of base64url" }
        if text.contains("=") { return "base64 padding, which base64url has not" }
        return text.contains { $0.isNewline } ? "line breaks" : "bits at its end that stand for nothing"
    }
}
