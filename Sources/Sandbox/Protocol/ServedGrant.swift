internal import JSONKit
internal import OAuthCore

/// A grant that the token endpoint serves.
///
/// To add one, write it in a file of a feature and name it in the feature's ``Feature/grants``.
struct ServedGrant: Sendable {
    /// The value of `grant_type`.
    let type: String
    /// Which clients may use it.
    var clients = ClientRequirement.any
    /// Decides a token request. What changes the store is done in ``TokenCall/decide(_:)``.
    let redeem: @Sendable (TokenCall) async throws -> Redemption
}

/// Which clients may use a grant.
enum ClientRequirement: Sendable {
    case any
    /// Only clients that authenticate.
    case confidential

    /// The refusal of a client that may not use the grant (RFC 6749 §5.2); nil where it may.
    func refusal(of client: Client) -> Refusal? {
        guard self == .confidential, client.isPublic else { return nil }
        return .oauth("unauthorized_client", "A public client may not use this grant type.")
    }
}

/// What a grant comes to, decided inside one transaction.
///
/// A refusal is a value, not an error: what it changed, such as a revocation, is to be kept.
enum Redemption: Sendable {
    case issued(TokenIssue, Authorization)
    /// An ID token alone, which an exchange asked for (RFC 8693 §2.2.1).
    case identified(Authorization, Provider)
    case refused(Refusal)

    /// The token response, with what the features add to it.
    func reply(by provider: Provider) async throws -> Reply {
        switch self {
        case .refused(let refusal): throw refusal
        case .identified(let authorization, let provider):
            let (token, lifetime) = try await IDToken.exchanged(authorization, by: provider)
            return .json([
                "access_token": JSON(token), "issued_token_type": JSON(TokenTypeURI.idToken), "token_type": "N_A",
                "expires_in": JSON(lifetime),
            ]).notStored
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
