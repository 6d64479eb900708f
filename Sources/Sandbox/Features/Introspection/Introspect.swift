internal import GRDB
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

/// `POST /oauth/introspect` (RFC 7662): what a token of the asking client is worth.
enum Introspect {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let request = try ClientRequest(call, provider)
        let client = try await request.client()
        guard !client.isPublic else {
            throw Refusal.oauth("invalid_client", "A public client cannot introspect tokens.", status: 401)
        }
        let token = try request.form.required("token")
        let now = provider.now
        let answer = try await provider.store.read { db in
            try active(token, client, provider, at: now, in: db)
        }
        return .json(answer ?? ["active": false]).notStored
    }

    /// Nil where the token is unknown, over, revoked or another client's (RFC 7662 §2.2).
    private static func active(
        _ text: String, _ client: Client, _ provider: Provider, at now: Int64, in db: Database
    ) throws -> JSON? {
        guard let found = try find(text, provider, in: db) else { return nil }
        guard let authorization = try Authorization.find(id: found.authorizationID, in: db),
            authorization.clientID == client.id, authorization.revokedAt == nil, found.expiresAt > now,
            let user = try User.find(id: authorization.userID, in: db)
        else { return nil }
        return JSON(present: [
            ("active", true), ("scope", JSON(found.scope.text)), ("client_id", JSON(client.id)),
            ("username", authorization.subject == nil ? .some(JSON(user.name)) : JSON?.none),
            ("token_type", JSON(found.type)), ("exp", JSON(found.expiresAt / 1000)),
            ("iat", JSON(found.issuedAt / 1000)), ("sub", JSON(authorization.sub)), ("iss", JSON(provider.issuer)),
            ("aud", JWTAccessToken.audience(found.audience)),
            ("act", authorization.actor), ("may_act", authorization.mayAct), ("cnf", found.confirmation?.json),
        ])
    }

    /// An access or refresh token that is neither revoked nor rotated.
    private struct Found {
        var authorizationID: String
        var scope: Scope
        var issuedAt: Int64
        var expiresAt: Int64
        var type: String
        var confirmation: Confirmation?
        var audience: [String] = []
    }

    private static func find(_ text: String, _ provider: Provider, in db: Database) throws -> Found? {
        if let token = try AccessToken.find(text, in: db), token.revokedAt == nil {
            return Found(
                authorizationID: token.authorizationID, scope: token.scope, issuedAt: token.issuedAt,
                expiresAt: token.expiresAt, type: provider.features.tokenType(token.confirmation),
                confirmation: token.confirmation, audience: token.audience)
        }
        guard let token = try RefreshToken.find(text, in: db), token.rotatedAt == nil else { return nil }
        return Found(
            authorizationID: token.authorizationID, scope: token.scope, issuedAt: token.issuedAt,
            expiresAt: token.expiresAt, type: "refresh_token", confirmation: token.confirmation)
    }
}
