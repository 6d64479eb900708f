internal import HTTPMessage

extension ClientAuthentication {
    /// The credentials among the parameters of the body (RFC 6749 §2.3.1).
    public static let clientSecretPost = ClientAuthentication(
        name: "client_secret_post", summary: "id and secret in the form body", needsSecret: true
    ) { id, secret, request in
        request.parameters.set("client_id", id)
        request.parameters.set("client_secret", secret)
    }
}
