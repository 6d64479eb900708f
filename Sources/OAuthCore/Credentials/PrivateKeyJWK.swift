internal import Crypto
internal import CryptoExtras
internal import Encodings
internal import JSONKit

/// A private key as a JWK (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2).
struct PrivateKeyJWK {
    private let json: JSON

    var id: String? { json["kid"]?.string }
    var algorithm: String? { json["alg"]?.string }

    /// - Throws: ``OAuthError/Code/credentialInvalid`` where it is not a JSON object.
    init(reading text: String) throws(OAuthError) {
        do { json = try JSON(parsing: text) } catch {
            throw PrivateKey.invalid("it is neither a PEM document nor JSON (\(error.phrase))")
        }
        guard json.kind == .object else { throw PrivateKey.invalid("it is \(json.kind.phrase), not an object") }
        guard json["keys"] == nil else { throw PrivateKey.invalid("it is a set of keys; one key is wanted") }
    }

    func material() throws(OAuthError) -> PrivateKey.Material {
        switch json["kty"]?.string {
        case "RSA": try rsa()
        case "EC": try elliptic()
        case "OKP": try edwards()
        case "oct": throw PrivateKey.invalid("it is a shared secret (kty oct)")
        case nil: throw PrivateKey.invalid("it has no kty")
        case let type?: throw PrivateKey.invalid("its kty is \(PrintableText.safe(type, limit: 40))")
        }
    }

    private func rsa() throws(OAuthError) -> PrivateKey.Material {
        let (n, e, d) = (try bytes("n"), try bytes("e"), try bytes("d"))
        let (p, q) = (try bytes("p"), try bytes("q"))
        guard let key = try? _RSA.Signing.PrivateKey(n: n, e: e, d: d, p: p, q: q) else {
            throw PrivateKey.invalid("its numbers are not an RSA key of 2048 bits or more")
        }
        return .rsa(key)
    }

    private func elliptic() throws(OAuthError) -> PrivateKey.Material {
        let d = try bytes("d")
        let curve = json["crv"]?.string ?? ""
        let material: PrivateKey.Material? =
            switch curve {
            case "P-256": (try? P256.Signing.PrivateKey(rawRepresentation: d)).map { .p256($0) }
            case "P-384": (try? P384.Signing.PrivateKey(rawRepresentation: d)).map { .p384($0) }
            case "P-521": (try? P521.Signing.PrivateKey(rawRepresentation: d)).map { .p521($0) }
            default: throw PrivateKey.invalid("its crv is \(PrintableText.safe(curve, limit: 40))")
            }
        guard let material else { throw PrivateKey.invalid("its d is not a number of \(curve)") }
        return try matching(material)
    }

    private func edwards() throws(OAuthError) -> PrivateKey.Material {
        let curve = json["crv"]?.string ?? ""
        guard curve == "Ed25519" else {
            throw PrivateKey.invalid("its crv is \(PrintableText.safe(curve, limit: 40))")
        }
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: try bytes("d")) else {
            throw PrivateKey.invalid("its d is not a key of Ed25519")
        }
        return try matching(.edwards(key))
    }

    /// A JWK whose public members are of another key would sign what nobody can verify.
    private func matching(_ material: PrivateKey.Material) throws(OAuthError) -> PrivateKey.Material {
        for (name, value) in try material.publicMembers() where json[name] != nil {
            guard json[name]?.string == value else { throw PrivateKey.invalid("its \(name) does not belong to its d") }
        }
        return material
    }

    private func bytes(_ name: String) throws(OAuthError) -> [UInt8] {
        guard let text = json[name]?.string else {
            throw PrivateKey.invalid(name == "d" ? "it has no d, so it is a public key" : "it has no \(name)")
        }
        guard let bytes = Base64URL.decode(text) else { throw PrivateKey.invalid("its \(name) is not base64url") }
        return bytes
    }
}
