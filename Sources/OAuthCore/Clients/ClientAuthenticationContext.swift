internal import Encodings

/// What a client authenticates with, and to whom.
public struct ClientAuthenticationContext: Sendable {
    /// The server to which the client authenticates.
    public var server: AuthorizationServer
    /// The client, with its credentials.
    public var client: ClientRegistration
    /// The URL of the endpoint that is called, which a signed assertion names (RFC 7523 §3).
    public var audience: String
    /// What is changed in the JWT that the client signs, where its method makes one; its key is not looked at.
    public var assertion: JWTDraft
    /// Milliseconds since 1970.
    public var now: Int64
    /// As many random bytes as are asked for.
    public var random: @Sendable (Int) -> [UInt8]

    /// A context of these values.
    public init(
        server: AuthorizationServer, client: ClientRegistration, audience: String,
        assertion: JWTDraft = JWTDraft(), now: Int64,
        random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.server = server
        self.client = client
        self.audience = audience
        self.assertion = assertion
        self.now = now
        self.random = random
    }

    /// A random text of the base64url alphabet, made of this many bytes.
    ///
    /// - Throws: ``OAuthError/Code/randomnessShort``.
    public func randomText(_ count: Int) throws(OAuthError) -> String {
        let bytes = random(count)
        guard bytes.count >= count else { throw .randomnessShort(bytes.count, of: count) }
        return Base64URL.encode(bytes)
    }

    /// The client's credential of a kind.
    ///
    /// - Parameter method: the authentication method that needs it, for the error.
    /// - Throws: ``OAuthError/Code/clientSecretMissing`` for a secret, ``OAuthError/Code/credentialMissing`` for others.
    public func credential(_ kind: CredentialKind, for method: String) throws(OAuthError) -> Credential {
        if let credential = client.credential(kind) { return credential }
        let isSecret = kind == .clientSecret
        throw OAuthError(
            isSecret ? .clientSecretMissing : .credentialMissing,
            doing: "authenticating the client \(PrintableText.safe(client.id, limit: 100))",
            found: "\(method) needs a \(kind.title), and none is known",
            advice: isSecret
                ? "Give the secret, reset it, or use the method none for a public client."
                : "Give the \(kind.title), or use another method.")
    }
}
