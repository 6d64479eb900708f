package import JSONKit
public import OAuthCore

/// An authorization server, the API beside it, and how this provider does what the standards leave open.
public struct Provider: Sendable, Equatable {
    /// The name by which commands choose it.
    public var name: String
    /// The name that people read.
    public var title: String
    /// What a path of `get`, `post` and the others is added to.
    public var baseURL: String
    /// The authorization server, with its metadata.
    public var server: AuthorizationServer
    /// Where clients are managed by the provider's own API; nil where it has none.
    public var clientsURL: String?
    /// The environment variable that holds the account's API key.
    public var keyVariable: String?
    /// An API key or session token that was given for this session.
    public var key: String?
    /// What a new authorization asks for if nothing else is said.
    public var scopes: [String]
    /// How clients authenticate unless they say otherwise, by a registered name; nil leaves it to the metadata (RFC 8414 §2).
    public var authenticationMethod: String?
    /// Known protected endpoints, `GET /oauth/userinfo`.
    public var endpoints: [String]
    /// What each scope allows, by its name.
    public var scopeSummaries: [String: String] = [:]
    /// The scopes that an endpoint needs, by how it stands in ``endpoints``.
    public var endpointScopes: [String: String] = [:]
    /// Where it does otherwise than the standards say.
    public var quirks: [String] = []
    /// How its token responses differ from the RFC.
    public var tokenDialect = TokenDialect.standard
    /// Whether a request divides scopes by commas, not by blanks.
    public var asksWithCommas = false
    /// The members of ``server`` that the user has set, by their names, in order: a discovery leaves them as they are.
    public var setByUser: [String] = []
    /// The protected resource that tokens are asked for: authorization and token requests say it as `resource`
    /// (RFC 8707 §2). Nil where none was chosen.
    public var resource: String?
    /// Whether a redirect URI on loopback may have any port (RFC 8252 §7.3).
    public var isPortAgnostic: Bool

    /// A provider of these values.
    public init(
        name: String, title: String, baseURL: String, server: AuthorizationServer, clientsURL: String? = nil,
        keyVariable: String? = nil, key: String? = nil, scopes: [String] = [], authenticationMethod: String? = nil,
        endpoints: [String] = [], isPortAgnostic: Bool = false
    ) {
        self.name = name
        self.title = title
        self.baseURL = baseURL
        self.server = server
        self.clientsURL = clientsURL
        self.keyVariable = keyVariable
        self.key = key
        self.scopes = scopes
        self.authenticationMethod = authenticationMethod
        self.endpoints = endpoints
        self.isPortAgnostic = isPortAgnostic
    }

    /// Sets a member of the metadata as the user gives it.
    package mutating func set(_ member: String, to value: JSON) {
        server[member] = value
        if !setByUser.contains(member) { setByUser.append(member) }
    }

    /// The absolute URL of a path, or the URL as it is.
    public func url(_ path: String) -> String {
        if path.isWholeURL { return path }
        let base = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        return base + (path.hasPrefix("/") ? path : "/" + path)
    }
}

extension String {
    /// Whether it begins with a scheme and `//` (RFC 3986 §3.1).
    fileprivate var isWholeURL: Bool {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), utf8[colon...].starts(with: "://".utf8),
            let first = utf8.first, Character(UnicodeScalar(first)).isLetter
        else { return false }
        return utf8[..<colon].allSatisfy { byte in
            let character = Character(UnicodeScalar(byte))
            return byte < 0x80 && (character.isLetter || character.isNumber || "+.-".utf8.contains(byte))
        }
    }
}

extension Provider {
    /// This provider with what the user has set of it; its addresses are its own, since a sandbox moves.
    package func taking(_ saved: Provider?) -> Provider {
        guard let saved else { return self }
        var provider = self
        provider.key = saved.key
        provider.scopes = saved.scopes
        provider.authenticationMethod = saved.authenticationMethod
        return provider
    }
}
