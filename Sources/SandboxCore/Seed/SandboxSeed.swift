/// What a sandbox knows when it starts: users, their characters, models, and clients registered beforehand.
///
/// Its secrets are no secrets: they are printed for whoever runs the sandbox.
public struct SandboxSeed: Sendable, Equatable {
    /// The accounts that can sign in.
    public var users: [SandboxUser]
    /// The personas of the users.
    public var characters: [SandboxCharacter]
    /// The models that chat completions and images can be asked of.
    public var models: [SandboxModel]
    /// The clients that are registered from the start.
    public var clients: [SandboxClient]
    /// APIs beside the sandbox's own.
    public var resources: [SandboxResource]
    /// Servers whose JWTs are taken.
    public var issuers: [SandboxIssuer]

    /// A seed; see the properties for what each list holds.
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
    /// The stable id, which is the `sub` of the tokens about the user.
    public var id: String
    /// What the user signs in with.
    public var name: String
    /// The password in clear, as the user types it.
    public var password: String
    /// `sk-…`, for managing clients.
    public var apiKey: String
    /// The other key to managing clients.
    public var sessionToken: String
    /// The name of the plan that the account is on, such as `free`.
    public var plan: String

    /// An account with its secrets in clear.
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
    /// The stable id, by which requests name the character.
    public var id: String
    /// The name of the user who made it.
    public var owner: String
    /// The name that users see.
    public var name: String
    public var description: String
    /// Whether only the owner sees the character.
    public var isPrivate: Bool
    /// Whether the character is not safe for work.
    public var isNSFW: Bool
    /// Short words that describe the character.
    public var tags: [String]
    /// The message that a chat begins with; nil where it begins without one.
    public var starterMessage: String?
    /// Never shown to anybody.
    public var systemPrompt: String
    /// Seconds since 1970.
    public var createdAt: Int64

    /// A character, by default public and without tags.
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
    /// The built-in generators.
    public enum Kind: String, Sendable, CaseIterable {
        case echo, poet, painter
    }

    /// The name by which requests ask for the model.
    public var id: String
    /// The built-in generator behind it.
    public var kind: Kind

    /// A model with the generator behind it.
    public init(id: String, kind: Kind) {
        self.id = id
        self.kind = kind
    }
}

/// A client that is registered from the start.
public struct SandboxClient: Sendable, Equatable {
    /// The `client_id`.
    public var id: String
    /// Nil for a public client.
    public var secret: String?
    /// The name of the user it belongs to.
    public var owner: String
    /// The name that the consent page shows.
    public var name: String
    /// The redirect URIs that the client may use.
    public var redirectURIs: [String]
    /// The scopes that the client may ask for.
    public var scopes: [String]
    /// The grant types that it may use; empty for all that are served.
    public var grants: [String]
    /// Who may act for the users of its tokens, by the id of a user or a client (RFC 8693 §4.4).
    public var mayAct: String?

    /// A client, by default of all grants that are served.
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
