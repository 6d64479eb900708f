internal import JSONKit
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

    /// An ID token that an exchange asks for, with who acts for the user; and the seconds that it lives.
    static func exchanged(_ authorization: Authorization, by provider: Provider) async throws -> (String, Int64) {
        let now = provider.now / 1000
        let lifetime = provider.configuration.lifetimes.accessToken
        let claims = JSON(present: [
            ("iss", JSON(provider.issuer)), ("sub", JSON(authorization.sub)),
            (
                "aud",
                JWTAccessToken.audience(
                    authorization.audience.isEmpty ? [authorization.clientID] : authorization.audience)
            ),
            ("azp", JSON(authorization.clientID)), ("iat", JSON(now)), ("exp", JSON(now + lifetime)),
            ("auth_time", JSON(authorization.authTime / 1000)), ("act", authorization.actor),
        ])
        return (try await provider.keys.sign(claims, header: ["typ": "JWT"]), lifetime)
    }
}
