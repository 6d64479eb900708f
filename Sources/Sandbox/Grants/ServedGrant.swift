internal import OAuthCore

/// A grant that the token endpoint serves.
///
/// To add one, write it in a file of its own and name it in ``ServedGrant/all``.
struct ServedGrant: Sendable {
    /// The value of `grant_type`.
    let type: String
    let redeem: @Sendable (FormBody, Client, Provider) async throws -> Reply

    static let all: [ServedGrant] = [
        .authorizationCode,
        .refreshToken,
    ]
}

/// What a grant comes to, decided inside one transaction.
///
/// A refusal is a value, not an error: what it changed, such as a revocation, is to be kept.
enum Redemption: Sendable {
    case issued(TokenIssue, Authorization)
    case refused(Refusal)

    func reply(by provider: Provider) async throws -> Reply {
        switch self {
        case .refused(let refusal): throw refusal
        case .issued(let issue, let authorization):
            guard issue.scope.contains("openid") else { return issue.reply(idToken: nil) }
            var claims = IDTokenClaims(
                issuer: provider.issuer, authorization: authorization, accessToken: issue.accessToken,
                issuedAt: issue.issuedAt, lifetime: issue.lifetimes.accessToken)
            provider.faults.change(&claims)
            return issue.reply(idToken: try await provider.keys.sign(claims))
        }
    }
}
