internal import GRDB
internal import JSONKit

/// One thing that the provider serves, with everything that belongs to it.
///
/// To add a feature, write it in a file or folder of `Features` and name it in ``Feature/all``. Every table of the
/// provider (routes, grants, client verifiers, metadata, faults, migrations and so on) is made from that list.
struct Feature: Sendable {
    typealias TokenMembers = @Sendable (TokenIssue, Authorization, Provider) async throws -> [(String, JSON)]

    /// A stable name in lower case with hyphens. It is the prefix of the feature's migrations and settings.
    let name: String
    /// One sentence for the operator.
    let summary: String
    /// Where the feature is specified: `RFC 7662`. Nil for what no standard describes.
    let reference: String?

    /// Whether the feature is served unless ``SandboxConfiguration/features`` says otherwise.
    var isOnByDefault = true
    /// False for the features that the others are built on.
    var canBeSwitchedOff = true

    var routes: [Route] = []
    /// What the token endpoint takes.
    var grants: [ServedGrant] = []
    /// How clients authenticate.
    var clientVerifiers: [ClientVerifier] = []
    /// How tokens are bound to a key of their sender.
    var senderConstraints: [SenderConstraint] = []
    /// The kinds of requests that the sign-in and consent pages are shown for.
    var consentSources: [ConsentSource] = []
    /// Members of the metadata documents. Their order there is that of ``MetadataMember/order``.
    var metadata: @Sendable (Provider) -> [MetadataMember] = { _ in [] }
    /// Further members of a successful token response.
    var tokenMembers: TokenMembers = { _, _, _ in [] }
    /// Changes how the tokens of an issue that is stored are written.
    var sealTokens: @Sendable (TokenIssue, Authorization, Provider) async throws -> TokenIssue = { issue, _, _ in issue
    }
    /// Scopes, as the consent page words them.
    var scopes: [KnownScope] = []
    /// What can be made to go wrong.
    var faults: [Fault] = []
    /// Templates of `Pages`.
    var pages: [PageTemplate] = []
    /// Numbers that ``SandboxConfiguration/settings`` can change.
    var settings: [FeatureSetting] = []
    /// Changes of the database, in order. They run whether the feature is on or off.
    var migrations: [Migration] = []
    /// Deletes rows that have been useless since a time, in milliseconds since 1970. It runs at the start, whether the
    /// feature is on or off.
    var housekeeping: @Sendable (_ past: Int64, Database) throws -> Void = { _, _ in }

    init(_ name: String, _ summary: String, reference: String? = nil) {
        self.name = name
        self.summary = summary
        self.reference = reference
    }
}
