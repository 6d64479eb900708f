internal import HTTPMessage

extension ClientAuthentication {
    /// HTTP Basic (RFC 6749 §2.3.1).
    public static let clientSecretBasic = ClientAuthentication(
        name: "client_secret_basic", summary: "id and secret in the Authorization header", needsSecret: true
    ) { id, secret, request in
        request.headers["Authorization"] = BasicCredentials(id: id, secret: secret).headerValue
    }
}
