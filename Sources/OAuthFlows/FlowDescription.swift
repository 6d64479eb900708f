public import OAuthCore

/// What a flow is called, does and needs, as data: help, completion, checks and commands are made from it.
public struct FlowDescription: Sendable, Equatable {
    /// A stable name; for a grant the value of `grant_type`: `refresh_token`.
    public let name: String
    /// A short name for a command line, where there is one: `refresh`.
    public let shortName: String?
    /// How a command spells the name, where neither ``shortName`` nor the last part of the name will do: `saml-bearer`.
    public let word: String?
    /// What the flow brings, in a few words that begin in lower case.
    public let summary: String
    /// Where the flow is defined: `RFC 6749 §6`.
    public let section: String
    /// What the flow takes, in the order in which it is sent.
    public let inputs: [FlowInput]
    /// The endpoints it cannot do without, by their names in the server's metadata: `token_endpoint`.
    public let endpoints: [String]
    /// Other members of the server's metadata that it heeds, where they are present.
    public let metadata: [String]
    /// The kinds of message that it sends.
    public let messages: [FlowMessage]
    /// Whether the same requests may be sent again without harm when no answer came.
    public let isRepeatable: Bool
    /// Whether it tells the user something to do on another device, and waits for it (``FlowStep/tell(_:)``).
    public let asksUser: Bool
    /// Items that a call of it may have: `subject_token=1`; empty for those that are required, without values.
    public let example: String
    /// Why it should not be used, in a sentence; nil for what nothing speaks against.
    public let caution: String?

    /// A description; see the properties for the form of each value.
    public init(
        name: String, shortName: String? = nil, word: String? = nil, summary: String, section: String,
        inputs: [FlowInput] = [],
        endpoints: [Endpoint] = [], metadata: [String] = [], messages: [FlowMessage], isRepeatable: Bool,
        asksUser: Bool = false, example: String = "", caution: String? = nil
    ) {
        self.word = word
        self.example = example
        self.caution = caution
        self.name = name
        self.shortName = shortName
        self.summary = summary
        self.section = section
        self.inputs = inputs
        self.endpoints = endpoints.map(\.name)
        self.metadata = metadata
        self.messages = messages
        self.isRepeatable = isRepeatable
        self.asksUser = asksUser
    }

    /// Every flow; the grants among them are those of ``GrantFlow/all``.
    public static let all: [FlowDescription] =
        [AuthorizationFlow.description] + GrantFlow.all.map(\.description) + [
            DiscoveryFlow.description, ResourceDiscoveryFlow.description, KeysFlow.description,
            UserInfoFlow.description, IntrospectionFlow.description,
            RevocationFlow.description, ClientCreationFlow.description, ClientListFlow.description,
            SecretResetFlow.description,
        ]

    /// The flow of this name or short name.
    public static func named(_ name: String) -> FlowDescription? {
        all.first { $0.name == name } ?? all.first { $0.shortName == name }
    }
}

/// One input of a flow: a parameter of its messages, or what they are made from.
public struct FlowInput: Sendable, Equatable {
    /// The parameter, as it is written in an item: `redirect_uri`.
    public let name: String
    /// What it is, in a few words that begin in lower case.
    public let summary: String
    /// Whether the flow cannot begin without it.
    public let isRequired: Bool
    /// Whether its value is a secret, which is masked and may be asked for without echo.
    public let isSecret: Bool
    /// Whether it may be given several times.
    public let isRepeatable: Bool
    /// What kind of value completes it; nil where nothing does.
    public let hint: Hint?
    /// What becomes of its value.
    public let use: Use
    /// What is taken where it has no value; nil for nothing.
    public let usual: Usual?

    /// What becomes of the value of an input.
    public enum Use: Sendable {
        /// It is a parameter of the flow's messages.
        case parameter
        /// It is a claim of the JWT that the flow makes.
        case claim
        /// It is a member of the JOSE header of that JWT.
        case header
        /// It is the key that signs that JWT.
        case key
    }

    /// What stands for an input that has no value.
    public enum Usual: Sendable {
        /// The access token in use.
        case currentToken
    }

    /// A kind of value that completion can offer; new ones may come.
    public struct Hint: RawRepresentable, Sendable, Hashable {
        /// The stable name of the kind of value.
        public let rawValue: String

        /// A kind of this name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Scope names.
        public static let scope = Hint(rawValue: "scope")
        /// Redirect URIs of the client.
        public static let redirectURI = Hint(rawValue: "redirect-uri")
        /// A token of the session.
        public static let token = Hint(rawValue: "token")
        /// An ID token of the session.
        public static let idToken = Hint(rawValue: "id-token")
        /// What kind of token another input is (RFC 8693 §3).
        public static let tokenType = Hint(rawValue: "token-type")
        /// A URL.
        public static let url = Hint(rawValue: "url")
    }

    /// An input; see the properties for the form of each value.
    public init(
        _ name: String, _ summary: String, isRequired: Bool = false, isSecret: Bool = false,
        isRepeatable: Bool = false, hint: Hint? = nil, use: Use = .parameter,
        usual: Usual? = nil
    ) {
        self.use = use
        self.usual = usual
        self.name = name
        self.summary = summary
        self.isRequired = isRequired
        self.isSecret = isSecret
        self.isRepeatable = isRepeatable
        self.hint = hint
    }

    /// What is asked for (RFC 6749 §3.3).
    static let scope = FlowInput("scope", "what is asked for (RFC 6749 §3.3)", hint: .scope)
    /// The API that the token is for (RFC 8707 §2).
    static let resource = FlowInput(
        "resource", "the API that the token is for (RFC 8707)", isRepeatable: true, hint: .url)
    /// The same by a name that the server knows (RFC 8693 §2.1).
    static let audience = FlowInput(
        "audience", "the API that the token is for, by a name that the server knows", isRepeatable: true)
    static let redirectURI = FlowInput(
        "redirect_uri", "where the answer goes (RFC 6749 §3.1.2)", hint: .redirectURI)
}
