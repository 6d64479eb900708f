internal import JSONKit
internal import OAuthCore

/// A grant that the token endpoint serves.
///
/// To add one, write it in a file of a feature and name it in the feature's ``Feature/grants``.
package struct ServedGrant: Sendable {
    /// The value of `grant_type`.
    package let type: String
    /// Which clients may use it.
    package var clients = ClientRequirement.any
    /// Decides a token request. What changes the store is done in ``TokenCall/decide(_:)``.
    package let redeem: @Sendable (TokenCall) async throws -> Redemption

    /// A grant, by default for any client.
    package init(
        type: String, clients: ClientRequirement = .any,
        redeem: @escaping @Sendable (TokenCall) async throws -> Redemption
    ) {
        self.type = type
        self.clients = clients
        self.redeem = redeem
    }
}

/// Which clients may use a grant.
package enum ClientRequirement: Sendable {
    case any
    /// Only clients that authenticate.
    case confidential

    /// The refusal of a client that may not use the grant (RFC 6749 §5.2); nil where it may.
    package func refusal(of client: Client) -> Refusal? {
        guard self == .confidential, client.isPublic else { return nil }
        return .oauth("unauthorized_client", "A public client may not use this grant type.")
    }
}

/// What a grant comes to, decided inside one transaction.
///
/// A refusal is a value, not an error: what it changed, such as a revocation, is to be kept.
package enum Redemption: Sendable {
    case issued(TokenIssue, Authorization)
    /// A response that the grant writes itself, once what it decided is stored.
    case answered(@Sendable () async throws -> Reply)
    case refused(Refusal)

    /// The token response, with what the features add to it.
    package func reply(by provider: Provider) async throws -> Reply {
        switch self {
        case .refused(let refusal): throw refusal
        case .answered(let write): return try await write()
        case .issued(var issue, let authorization):
            for feature in provider.features.features {
                issue = try await feature.sealTokens(issue, authorization, provider)
            }
            var members = issue.members
            for feature in provider.features.features {
                members += try await feature.tokenMembers(issue, authorization, provider)
            }
            return .json(JSON(members: members)).notStored
        }
    }
}
