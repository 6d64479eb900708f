/// What a server knows of a client, as the client knows it (RFC 6749 §2).
public struct ClientRegistration: Sendable, Equatable, CustomStringConvertible {
    /// The `client_id` (RFC 6749 §2.2).
    public var id: String
    /// What it proves itself with, one of a kind; empty for public clients.
    public var credentials: [Credential]
    /// How it authenticates at the token endpoint, by the name of ``ClientAuthenticator``; nil leaves it to the server.
    public var authenticationMethod: String?
    /// The registered redirect URIs, the preferred one first (RFC 6749 §3.1.2).
    public var redirectURIs: [String]
    /// The scope that the client is registered for.
    public var scope: Scope
    /// The name that users see at consent; nil where it is not known.
    public var name: String?
    /// How it proves its requests, by the name of ``ProofKind``; nil for no proof but that of a token's type.
    public var proof: String?

    /// - Parameter secret: added to the credentials; nil adds none.
    public init(
        id: String, secret: String? = nil, credentials: [Credential] = [], authenticationMethod: String? = nil,
        redirectURIs: [String] = [], scope: Scope = Scope(), name: String? = nil, proof: String? = nil
    ) {
        self.id = id
        self.credentials = credentials
        self.authenticationMethod = authenticationMethod
        self.redirectURIs = redirectURIs
        self.scope = scope
        self.name = name
        self.proof = proof
        if let secret { self.secret = secret }
    }

    /// The client secret; nil where it has none. Setting it replaces the one it has.
    public var secret: String? {
        get { credential(.clientSecret)?.value }
        set { set(.clientSecret, newValue.map { Credential(.clientSecret, $0) }) }
    }

    /// The credential of a kind, where it has one.
    public func credential(_ kind: CredentialKind) -> Credential? { credentials.first { $0.kind == kind } }

    /// Sets the credential of a kind, or takes it out.
    public mutating func set(_ kind: CredentialKind, _ credential: Credential?) {
        let position = credentials.firstIndex { $0.kind == kind } ?? credentials.endIndex
        credentials.removeAll { $0.kind == kind }
        if let credential { credentials.insert(credential, at: min(position, credentials.endIndex)) }
    }

    /// Sets or replaces the credential of its kind.
    public mutating func set(_ credential: Credential) { set(credential.kind, credential) }

    /// Without its credentials.
    public var description: String {
        let id = PrintableText.safe(id, limit: 100)
        return name.map { "client \(id) (\(PrintableText.safe($0, limit: 100)))" } ?? "client \(id)"
    }
}
