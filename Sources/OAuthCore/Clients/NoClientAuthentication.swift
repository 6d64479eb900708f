internal import HTTPMessage

extension ClientAuthenticator {
    /// A public client, which only names itself (RFC 6749 §3.2.1).
    public static let none = ClientAuthenticator(
        name: "none", summary: "a public client: only the id in the form body", section: "RFC 6749 §3.2.1", needs: []
    ) { context, request throws(OAuthError) in
        request.parameters.set("client_id", context.client.id)
    }
}
