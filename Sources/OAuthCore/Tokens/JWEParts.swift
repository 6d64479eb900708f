internal import Encodings
public import JSONKit

/// An encrypted token in compact form, of which only the header can be read (RFC 7516 §7.1).
public struct JWEParts: Sendable, Equatable {
    /// The JOSE header, which is not encrypted (RFC 7516 §4).
    public let header: JSON

    /// `alg`: how the content's key is encrypted (RFC 7516 §4.1.1).
    public var algorithm: String? { header["alg"]?.string }
    /// `enc`: how the content is encrypted (RFC 7516 §4.1.2).
    public var encryption: String? { header["enc"]?.string }

    /// Nil where the text is not an encrypted token: it has not five parts, or its header names no `enc`.
    public init?(reading token: String) {
        guard token.utf8.count <= JWTParts.limit else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 5, let octets = Base64URL.decode(parts[0]),
            let header = try? JSON(parsing: octets), header.kind == .object, header["enc"]?.string != nil
        else { return nil }
        self.header = header
    }

    /// With what it is encrypted: `alg RSA-OAEP-256, enc A256GCM`.
    public var encryptionPhrase: String {
        [("alg", algorithm), ("enc", encryption)].compactMap { name, value in
            value.map { "\(name) \(PrintableText.safe($0, limit: 60))" }
        }.joined(separator: ", ")
    }

    /// With which key it opens, in words that follow "the holder of": RFC 7518 §4.1 lists the algorithms.
    public var keyPhrase: String {
        let id = header["kid"]?.string.map { " \(PrintableText.safe($0, limit: 80))" } ?? ""
        let name = algorithm ?? ""
        if name == "dir" { return "the shared key\(id) that encrypts its content directly" }
        if name.hasPrefix("RSA") || name.hasPrefix("ECDH") || name.hasPrefix("HPKE") { return "the private key\(id)" }
        if name.hasPrefix("PBES2") { return "the password" }
        return name.hasPrefix("A") ? "the shared key\(id)" : "the key\(id)"
    }
}
