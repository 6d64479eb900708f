internal import SandboxCore

/// The ID token of a token response (OpenID Connect Core §3.1.3.3).
enum IDToken {
    /// Makes the claims, lets the faults that are on change them, and signs them.
    static func sign(
        _ issue: TokenIssue, _ authorization: Authorization, by provider: Provider
    ) async throws -> String {
        var claims = IDTokenClaims(
            issuer: provider.issuer, authorization: authorization, accessToken: issue.accessToken,
            issuedAt: issue.issuedAt, lifetime: issue.lifetimes.accessToken)
        provider.faults.change(&claims)
        return try await provider.keys.sign(claims)
    }
}
