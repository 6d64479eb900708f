/// What a sandbox knows when it starts: users, their characters, models, and clients registered beforehand.
///
/// Its secrets are no secrets: they are printed for whoever runs the sandbox.
public struct SandboxSeed: Sendable, Equatable {
    public var users: [SandboxUser]
    public var characters: [SandboxCharacter]
    public var models: [SandboxModel]
    public var clients: [SandboxClient]
    /// APIs beside the sandbox's own.
    public var resources: [SandboxResource]
    /// Servers whose JWTs are taken.
    public var issuers: [SandboxIssuer]

    public init(
        users: [SandboxUser], characters: [SandboxCharacter], models: [SandboxModel], clients: [SandboxClient] = [],
        resources: [SandboxResource] = [], issuers: [SandboxIssuer] = []
    ) {
        self.resources = resources
        self.issuers = issuers
        self.users = users
        self.characters = characters
        self.models = models
        self.clients = clients
    }
}

/// An account of the sandbox.
public struct SandboxUser: Sendable, Equatable {
    public var id: String
    /// What the user signs in with.
    public var name: String
    public var password: String
    /// `sk-…`, for managing clients.
    public var apiKey: String
    /// The other key to managing clients.
    public var sessionToken: String
    public var plan: String

    public init(id: String, name: String, password: String, apiKey: String, sessionToken: String, plan: String) {
        self.id = id
        self.name = name
        self.password = password
        self.apiKey = apiKey
        self.sessionToken = sessionToken
        self.plan = plan
    }
}

/// A persona that chat completions can take on.
public struct SandboxCharacter: Sendable, Equatable {
    public var id: String
    /// The name of the user who made it.
    public var owner: String
    public var name: String
    public var description: String
    public var isPrivate: Bool
    public var isNSFW: Bool
    public var tags: [String]
    public var starterMessage: String?
    /// Never shown to anybody.
    public var systemPrompt: String
    /// Seconds since 1970.
    public var createdAt: Int64

    public init(
        id: String, owner: String, name: String, description: String, isPrivate: Bool = false, isNSFW: Bool = false,
        tags: [String] = [], starterMessage: String? = nil, systemPrompt: String, createdAt: Int64
    ) {
        self.id = id
        self.owner = owner
        self.name = name
        self.description = description
        self.isPrivate = isPrivate
        self.isNSFW = isNSFW
        self.tags = tags
        self.starterMessage = starterMessage
        self.systemPrompt = systemPrompt
        self.createdAt = createdAt
    }
}

/// A name that chat completions or images can be asked of.
public struct SandboxModel: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case echo, poet, painter
    }

    public var id: String
    /// The built-in generator behind it.
    public var kind: Kind

    public init(id: String, kind: Kind) {
        self.id = id
        self.kind = kind
    }
}

/// A client that is registered from the start.
public struct SandboxClient: Sendable, Equatable {
    public var id: String
    /// Nil for a public client.
    public var secret: String?
    /// The name of the user it belongs to.
    public var owner: String
    public var name: String
    public var redirectURIs: [String]
    public var scopes: [String]
    /// The grant types that it may use; empty for all that are served.
    public var grants: [String]
    /// Who may act for the users of its tokens, by the id of a user or a client (RFC 8693 §4.4).
    public var mayAct: String?

    public init(
        id: String, secret: String?, owner: String, name: String, redirectURIs: [String], scopes: [String],
        grants: [String] = [], mayAct: String? = nil
    ) {
        self.grants = grants
        self.mayAct = mayAct
        self.id = id
        self.secret = secret
        self.owner = owner
        self.name = name
        self.redirectURIs = redirectURIs
        self.scopes = scopes
    }
}
