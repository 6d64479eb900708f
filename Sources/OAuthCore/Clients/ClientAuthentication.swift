/// A way for a client to show who it is (RFC 6749 §2.3, OpenID Connect Core §9).
public struct ClientAuthentication: Sendable {
    /// The registered name: `client_secret_basic`.
    public let name: String
    public let summary: String
    public let needsSecret: Bool
    private let apply: @Sendable (_ id: String, _ secret: String, _ request: inout OAuthRequest) -> Void

    init(
        name: String, summary: String, needsSecret: Bool,
        apply: @escaping @Sendable (_ id: String, _ secret: String, _ request: inout OAuthRequest) -> Void
    ) {
        self.name = name
        self.summary = summary
        self.needsSecret = needsSecret
        self.apply = apply
    }

    /// Every method, the one to prefer first.
    public static let all: [ClientAuthentication] = [.clientSecretBasic, .clientSecretPost, .none]

    public static func named(_ name: String) -> ClientAuthentication? { all.first { $0.name == name } }

    /// Puts the client's credentials on a request.
    ///
    /// - Throws: ``OAuthError/Code/clientSecretMissing``.
    public func authenticate(_ client: ClientRegistration, on request: inout OAuthRequest) throws(OAuthError) {
        if needsSecret, client.secret == nil { throw missingSecret(of: client) }
        apply(client.id, client.secret ?? "", &request)
    }

    private func missingSecret(of client: ClientRegistration) -> OAuthError {
        OAuthError(
            .clientSecretMissing, doing: "authenticating the client \(PrintableText.safe(client.id, limit: 100))",
            found: "\(name) needs a client secret, and none is known",
            advice: "Give the secret, reset it, or use the method none for a public client.")
    }
}
