internal import JSONKit

extension CredentialKind {
    /// A private key of the client, as PEM or as a JWK (RFC 7517), to sign assertions with (RFC 7523 §2.2).
    public static let privateKey = CredentialKind(
        name: "private_key", title: "private key", about: "the key that the client signs with, as PEM or JWK",
        itemNames: ["private_key"],
        read: { text throws(OAuthError) in
            _ = try PrivateKey(reading: text)
            return text
        },
        secrets: { value in [value] + privateParts(of: value) },
        summary: { value in (try? PrivateKey(reading: value))?.description ?? "a key that cannot be read" },
        registered: { value in
            (try? PrivateKey(reading: value)).map { [("jwks", ["keys": [$0.publicKey]])] } ?? []
        })

    /// The members of a private JWK that must not be shown (RFC 7518 §6), and the lines of a PEM document.
    private static func privateParts(of text: String) -> [String] {
        if let json = try? JSON(parsing: text) {
            return ["d", "p", "q", "dp", "dq", "qi", "k"].compactMap { json[$0]?.string }
        }
        return text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.hasPrefix("-----") }
    }
}

extension Credential {
    /// The key of a credential of the kind ``CredentialKind/privateKey``.
    ///
    /// - Throws: ``OAuthError/Code/credentialInvalid``.
    public func privateKey() throws(OAuthError) -> PrivateKey { try PrivateKey(reading: value) }
}
