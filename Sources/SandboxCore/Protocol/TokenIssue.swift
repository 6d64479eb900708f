package import GRDB
package import JSONKit
package import OAuthCore

/// Tokens that are about to be handed out.
package struct TokenIssue: Sendable {
    /// The id of the authorization that the tokens belong to.
    package var authorizationID: String
    /// The access token in clear, as the token response has it.
    package var accessToken: String
    /// The refresh token in clear; nil where none is issued.
    package var refreshToken: String?
    /// The scope of the access token.
    package var scope: Scope
    /// What a later refresh may ask for.
    package var refreshScope: Scope
    /// When the tokens are issued, in milliseconds since 1970.
    package var issuedAt: Int64
    /// How long the tokens live, in seconds.
    package var lifetimes: SandboxLifetimes
    /// What the token response calls the access token (RFC 6749 §7.1).
    package var tokenType: String
    /// The key that the access token is bound to.
    package var confirmation: Confirmation?
    /// The key that the refresh token is bound to: one of a client that authenticates is bound to the client anyway.
    var refreshConfirmation: Confirmation?
    /// The ids of the resources that the access token is for; empty for the sandbox's own API.
    package var audience: [String]
    /// Whether the access token is written as a JWT (RFC 9068).
    package var isJWT: Bool
    /// The `typ` of a JWT.
    package var jwtType = "at+jwt"
    /// Whether a JWT is signed with a key that nobody can know.
    package var isForged = false
    /// The `issued_token_type` of an exchange (RFC 8693 §2.2.1).
    package var issuedTokenType: String?

    /// Draws tokens that last as long as the configuration says.
    ///
    /// - Parameter refreshScope: what the user allowed, where the access token gets less.
    package init(
        _ authorization: Authorization, scope: Scope, refreshScope: Scope? = nil, audience: [String] = [],
        for call: TokenCall
    ) {
        let provider = call.provider
        authorizationID = authorization.id
        self.audience = audience
        isJWT = provider.resources(of: audience).contains { $0.tokenFormat == .jwt }
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

    /// Stores the tokens under their hashes, with the times at which they end.
    package func insert(in db: Database) throws {
        try AccessToken(
            hash: Secret.hash(accessToken), authorizationID: authorizationID, scope: scope, issuedAt: issuedAt,
            expiresAt: issuedAt + lifetimes.accessToken * 1000, confirmation: confirmation,
            audience: audience
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
            ("issued_token_type", issuedTokenType.map { JSON($0) }),
        ]
        return members.compactMap { name, value in value.map { (name, $0) } }
    }
}
