internal import HTTPMessage

extension ClientAuthenticator {
    /// HTTP Basic (RFC 6749 §2.3.1).
    public static let clientSecretBasic = ClientAuthenticator(
        name: "client_secret_basic", summary: "id and secret in the Authorization header",
        section: "RFC 6749 §2.3.1", needs: [.clientSecret]
    ) { context, request throws(OAuthError) in
        let secret = try context.credential(.clientSecret, for: "client_secret_basic").value
        request.headers["Authorization"] = BasicCredentials(id: context.client.id, secret: secret).headerValue
    }
}
