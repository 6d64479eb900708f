internal import GRDB
internal import JSONKit
internal import OAuthCore

/// Tokens that are about to be handed out.
struct TokenIssue: Sendable {
    var authorizationID: String
    var accessToken: String
    var refreshToken: String?
    var scope: Scope
    /// What a later refresh may ask for.
    var refreshScope: Scope
    var issuedAt: Int64
    var lifetimes: SandboxLifetimes

    /// - Parameter refreshScope: what the user allowed, where the access token gets less.
    init(_ authorization: Authorization, scope: Scope, refreshScope: Scope? = nil, by provider: Provider) {
        authorizationID = authorization.id
        accessToken = provider.randomSecret("at_")
        refreshToken = provider.randomSecret("rt_")
        self.scope = scope
        self.refreshScope = refreshScope ?? scope
        issuedAt = provider.now
        lifetimes = provider.configuration.lifetimes
        provider.faults.change(&self)
    }

    func insert(in db: Database) throws {
        try AccessToken(
            hash: Secret.hash(accessToken), authorizationID: authorizationID, scope: scope, issuedAt: issuedAt,
            expiresAt: issuedAt + lifetimes.accessToken * 1000
        ).insert(in: db)
        guard let refreshToken else { return }
        try RefreshToken(
            hash: Secret.hash(refreshToken), authorizationID: authorizationID, scope: refreshScope, issuedAt: issuedAt,
            expiresAt: issuedAt + lifetimes.refreshToken * 1000
        ).insert(in: db)
    }

    /// RFC 6749 §5.1, with the ID token of OpenID Connect where `openid` was granted.
    func reply(idToken: String?) -> Reply {
        let body = JSON(present: [
            ("access_token", JSON(accessToken)), ("token_type", "Bearer"), ("expires_in", JSON(lifetimes.accessToken)),
            ("refresh_token", refreshToken.map { JSON($0) }), ("scope", JSON(scope.text)),
            ("id_token", idToken.map { JSON($0) }),
        ])
        return .json(body).notStored
    }
}
