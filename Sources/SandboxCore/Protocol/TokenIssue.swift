package import GRDB
package import JSONKit
package import OAuthCore

/// Tokens that are about to be handed out.
package struct TokenIssue: Sendable {
    package var authorizationID: String
    package var accessToken: String
    package var refreshToken: String?
    package var scope: Scope
    /// What a later refresh may ask for.
    package var refreshScope: Scope
    package var issuedAt: Int64
    package var lifetimes: SandboxLifetimes
    /// What the token response calls the access token (RFC 6749 §7.1).
    package var tokenType: String
    /// The key that the access token is bound to.
    package var confirmation: Confirmation?
    /// The key that the refresh token is bound to: one of a client that authenticates is bound to the client anyway.
    var refreshConfirmation: Confirmation?

    /// Draws tokens that last as long as the configuration says.
    ///
    /// - Parameter refreshScope: what the user allowed, where the access token gets less.
    package init(_ authorization: Authorization, scope: Scope, refreshScope: Scope? = nil, for call: TokenCall) {
        let provider = call.provider
        authorizationID = authorization.id
        accessToken = provider.randomSecret("at_")
        refreshToken = provider.features.grant("refresh_token") == nil ? nil : provider.randomSecret("rt_")
        self.scope = scope
        self.refreshScope = refreshScope ?? scope
        issuedAt = provider.now
        lifetimes = provider.configuration.lifetimes
        tokenType = provider.features.tokenType(call.confirmation)
        confirmation = call.confirmation
        refreshConfirmation = call.client.isPublic ? call.confirmation : nil
    }

    package func insert(in db: Database) throws {
        try AccessToken(
            hash: Secret.hash(accessToken), authorizationID: authorizationID, scope: scope, issuedAt: issuedAt,
            expiresAt: issuedAt + lifetimes.accessToken * 1000, confirmation: confirmation
        ).insert(in: db)
        guard let refreshToken else { return }
        try RefreshToken(
            hash: Secret.hash(refreshToken), authorizationID: authorizationID, scope: refreshScope, issuedAt: issuedAt,
            expiresAt: issuedAt + lifetimes.refreshToken * 1000, confirmation: refreshConfirmation
        ).insert(in: db)
    }

    /// The members of the token response (RFC 6749 §5.1).
    package var members: [(String, JSON)] {
        let members: [(String, JSON?)] = [
            ("access_token", JSON(accessToken)), ("token_type", JSON(tokenType)),
            ("expires_in", JSON(lifetimes.accessToken)), ("refresh_token", refreshToken.map { JSON($0) }),
            ("scope", JSON(scope.text)),
        ]
        return members.compactMap { name, value in value.map { (name, $0) } }
    }
}
