package import GRDB
package import JSONKit

/// One thing that the provider serves, with everything that belongs to it.
///
/// To add a feature, write it in a file or folder of `Features` and name it in ``Feature/all``. Every table of the
/// provider (routes, grants, client verifiers, metadata, faults, migrations and so on) is made from that list.
package struct Feature: Sendable {
    /// Gives the members, by name and value, that a feature adds to a token response (RFC 6749 §5.1).
    package typealias TokenMembers = @Sendable (TokenIssue, Authorization, Provider) async throws -> [(String, JSON)]

    /// A stable name in lower case with hyphens. It is the prefix of the feature's migrations and settings.
    package let name: String
    /// One sentence for the operator.
    package let summary: String
    /// Where the feature is specified: `RFC 7662`. Nil for what no standard describes.
    package let reference: String?

    /// Whether the feature is served unless ``SandboxConfiguration/features`` says otherwise.
    package var isOnByDefault = true
    /// False for the features that the others are built on.
    package var canBeSwitchedOff = true

    /// The endpoints that the feature serves.
    package var routes: [Route] = []
    /// What the token endpoint takes.
    package var grants: [ServedGrant] = []
    /// How clients authenticate.
    package var clientVerifiers: [ClientVerifier] = []
    /// How tokens are bound to a key of their sender.
    package var senderConstraints: [SenderConstraint] = []
    /// The kinds of requests that the sign-in and consent pages are shown for.
    package var consentSources: [ConsentSource] = []
    /// Members of the metadata documents. Their order there is that of ``MetadataMember/order``.
    package var metadata: @Sendable (Provider) -> [MetadataMember] = { _ in [] }
    /// Further members of a successful token response.
    package var tokenMembers: TokenMembers = { _, _, _ in [] }
    /// Changes how the tokens of an issue that is stored are written.
    package var sealTokens: @Sendable (TokenIssue, Authorization, Provider) async throws -> TokenIssue = {
        issue, _, _ in issue
    }
    /// Scopes, as the consent page words them.
    package var scopes: [KnownScope] = []
    /// What can be made to go wrong.
    package var faults: [Fault] = []
    /// Templates of `Pages`.
    package var pages: [PageTemplate] = []
    /// Numbers that ``SandboxConfiguration/settings`` can change.
    package var settings: [FeatureSetting] = []
    /// Changes of the database, in order. They run whether the feature is on or off.
    package var migrations: [Migration] = []
    /// Deletes rows that have been useless since a time, in milliseconds since 1970. It runs at the start, whether the
    /// feature is on or off.
    package var housekeeping: @Sendable (_ past: Int64, Database) throws -> Void = { _, _ in }

    /// A feature that serves nothing until its other properties are set.
    ///
    /// - Parameter reference: where it is specified: `RFC 7662`; nil for what no standard describes.
    package init(_ name: String, _ summary: String, reference: String? = nil) {
        self.name = name
        self.summary = summary
        self.reference = reference
    }
}
