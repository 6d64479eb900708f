internal import HTTPMessage

extension ClientAuthentication {
    /// A public client, which only names itself (RFC 6749 §3.2.1).
    public static let none = ClientAuthentication(
        name: "none", summary: "a public client: only the id in the form body", needsSecret: false
    ) { id, _, request in
        request.parameters.set("client_id", id)
    }
}
