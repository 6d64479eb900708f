internal import GRDB
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// Access tokens that a resource reads by itself.
    static var jwtAccessTokens: Feature {
        var feature = Feature(
            "jwt-access-tokens", "Writes access tokens as signed JWTs for the resources that want them so.",
            reference: "RFC 9068")
        feature.sealTokens = { issue, authorization, provider in
            guard issue.isJWT else { return issue }
            return try await JWTAccessToken.seal(issue, authorization, by: provider)
        }
        feature.faults = [.accessTokenType, .accessTokenKey]
        return feature
    }
}

/// An access token as a JWT (RFC 9068 §2).
enum JWTAccessToken {
    /// Signs the access token, and lets the store know it by its new text.
    static func seal(
        _ issue: TokenIssue, _ authorization: Authorization, by provider: Provider
    ) async throws -> TokenIssue {
        var sealed = issue
        let header = JSON(present: [("typ", JSON(issue.jwtType))])
        sealed.accessToken = try await provider.keys.sign(
            claims(issue, authorization, provider), header: header, isForged: issue.isForged)
        let hashes = [Secret.hash(sealed.accessToken), Secret.hash(issue.accessToken)]
        _ = try await provider.store.write { db in
            try db.run("UPDATE access_tokens SET hash = ? WHERE hash = ?", StatementArguments(hashes))
        }
        return sealed
    }

    private static func claims(_ issue: TokenIssue, _ authorization: Authorization, _ provider: Provider) -> JSON {
        let issuedAt = issue.issuedAt / 1000
        return JSON(present: [
            ("iss", JSON(provider.issuer)), ("sub", JSON(authorization.sub)),
            ("aud", audience(issue.audience.isEmpty ? [provider.issuer] : issue.audience)),
            ("client_id", JSON(authorization.clientID)), ("scope", JSON(issue.scope.text)),
            ("iat", JSON(issuedAt)), ("exp", JSON(issuedAt + issue.lifetimes.accessToken)),
            ("jti", JSON(provider.randomID("jti_"))),
            ("auth_time", authorization.userAuthTime.map { JSON($0 / 1000) }), ("act", authorization.actor),
            ("may_act", authorization.mayAct), ("cnf", issue.confirmation?.json),
        ])
    }

    /// One text for one audience (RFC 7519 §4.1.3); nil for none.
    static func audience(_ audience: [String]) -> JSON? {
        guard let first = audience.first else { return nil }
        return audience.count == 1 ? JSON(first) : JSON(audience.map { JSON($0) })
    }
}
