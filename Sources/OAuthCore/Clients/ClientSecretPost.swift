internal import HTTPMessage

extension ClientAuthenticator {
    /// The credentials among the parameters of the body (RFC 6749 §2.3.1).
    public static let clientSecretPost = ClientAuthenticator(
        name: "client_secret_post", summary: "id and secret in the form body", section: "RFC 6749 §2.3.1",
        needs: [.clientSecret]
    ) { context, request throws(OAuthError) in
        request.parameters.set("client_id", context.client.id)
        request.parameters.set(
            "client_secret", try context.credential(.clientSecret, for: "client_secret_post").value)
    }
}
