public import JSONKit

/// A kind of credential: how it is named, read, described, masked and exported, said once.
///
/// To add a kind, write it in a file of this folder and name it in ``all``.
public struct CredentialKind: Sendable {
    /// A stable name, by which a credential is stored and exported: `client_secret`.
    public let name: String
    /// What it is called in a sentence: "client secret".
    public let title: String
    /// What it is for, in a few words that begin in lower case.
    public let about: String
    /// The names by which a command line gives it: `client_secret`, `secret`.
    public let itemNames: [String]
    private let reader: @Sendable (String) throws(OAuthError) -> String
    private let secretTexts: @Sendable (String) -> [String]
    private let summarizer: @Sendable (String) -> String
    private let registrationReader: (@Sendable (String) -> [(String, JSON)])?

    /// - Parameters:
    ///   - read: checks a text, and gives the form in which it is kept.
    ///   - secrets: the texts in a value that a masker must hide; by default the value.
    ///   - summary: describes a value without anything secret.
    ///   - registered: what a registration says of a value, such as the public half of a key; nil where the server makes
    ///     the credential itself.
    public init(
        name: String, title: String, about: String, itemNames: [String],
        read: @escaping @Sendable (String) throws(OAuthError) -> String,
        secrets: @escaping @Sendable (String) -> [String] = { [$0] },
        summary: @escaping @Sendable (String) -> String,
        registered: (@Sendable (String) -> [(String, JSON)])? = nil
    ) {
        self.name = name
        self.title = title
        self.about = about
        self.itemNames = itemNames
        reader = read
        secretTexts = secrets
        summarizer = summary
        registrationReader = registered
    }

    /// Every kind.
    public static let all: [CredentialKind] = [.clientSecret, .privateKey]

    /// The kind of this name.
    public static func named(_ name: String) -> CredentialKind? { all.first { $0.name == name } }

    /// The kind that a command line gives by this name.
    public static func given(by item: String) -> CredentialKind? { all.first { $0.itemNames.contains(item) } }

    /// Reads and checks the text of a credential.
    ///
    /// - Throws: ``OAuthError/Code/credentialInvalid``, without the text.
    public func read(_ text: String) throws(OAuthError) -> Credential { Credential(self, try reader(text)) }

    /// The texts in a credential that a masker must hide, the longest first.
    public func secrets(of credential: Credential) -> [String] {
        secretTexts(credential.value).filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// A short description of a credential, without anything secret.
    public func summary(of credential: Credential) -> String { summarizer(credential.value) }

    /// Whether a client brings it to its registration.
    public var isRegistered: Bool { registrationReader != nil }

    /// What a registration says of a credential, without anything secret: `jwks` (RFC 7591 §2).
    public func registered(of credential: Credential) -> [(String, JSON)] {
        registrationReader?(credential.value) ?? []
    }

    static func invalid(_ title: String, _ found: String, advice: String) -> OAuthError {
        OAuthError(.credentialInvalid, doing: "reading the \(title)", found: found, advice: advice)
    }
}

extension CredentialKind: Equatable, CustomStringConvertible {
    /// Kinds are the same where their names are.
    public static func == (one: CredentialKind, other: CredentialKind) -> Bool { one.name == other.name }

    public var description: String { name }
}
