internal import HTTPMessage

extension ClientAuthentication {
    /// HTTP Basic, id and secret form-encoded first (RFC 6749 §2.3.1 and Appendix B).
    public static let clientSecretBasic = ClientAuthentication(
        name: "client_secret_basic", summary: "id and secret in the Authorization header", needsSecret: true
    ) { id, secret, request in
        request.headers["Authorization"] = basicCredentials(id: id, secret: secret)
    }

    /// The value of the `Authorization` header.
    static func basicCredentials(id: String, secret: String) -> String {
        "Basic " + Base64.encode("\(FormCoding.encode(id)):\(FormCoding.encode(secret))".utf8)
    }
}
