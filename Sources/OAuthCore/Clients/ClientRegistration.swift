/// What a server knows of a client, as the client knows it (RFC 6749 §2).
public struct ClientRegistration: Sendable, Equatable, CustomStringConvertible {
    public var id: String
    /// Nil for public clients.
    public var secret: String?
    /// How it authenticates at the token endpoint, by the name of ``ClientAuthentication``; nil leaves it to the server.
    public var authenticationMethod: String?
    public var redirectURIs: [String]
    public var scope: Scope
    public var name: String?

    public init(
        id: String, secret: String? = nil, authenticationMethod: String? = nil, redirectURIs: [String] = [],
        scope: Scope = Scope(), name: String? = nil
    ) {
        self.id = id
        self.secret = secret
        self.authenticationMethod = authenticationMethod
        self.redirectURIs = redirectURIs
        self.scope = scope
        self.name = name
    }

    /// Without its secret.
    public var description: String {
        let id = PrintableText.safe(id, limit: 100)
        return name.map { "client \(id) (\(PrintableText.safe($0, limit: 100)))" } ?? "client \(id)"
    }
}
