extension CredentialKind {
    /// The secret that client and server share (RFC 6749 §2.3.1).
    public static let clientSecret = CredentialKind(
        name: "client_secret", title: "client secret", about: "the secret that the client shares with the server",
        itemNames: ["client_secret", "secret"],
        read: { text throws(OAuthError) in text },
        summary: { value in "a secret of \(value.utf8.count) bytes" })
}
