internal import GRDB
internal import JSONKit
internal import OAuthCore

/// `POST /oauth/introspect` (RFC 7662): what a token of the asking client is worth.
enum Introspect {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let form = try FormBody(call)
        let client = try await ClientAuthenticator(provider: provider).client(of: call, form)
        guard client.secretHash != nil else {
            throw Refusal.oauth("invalid_client", "A public client cannot introspect tokens.", status: 401)
        }
        let token = try form.required("token")
        let now = provider.now
        let issuer = provider.issuer
        let answer = try await provider.store.read { db in
            try active(token, client, issuer: issuer, at: now, in: db)
        }
        return .json(answer ?? ["active": false]).notStored
    }

    /// Nil where the token is unknown, over, revoked or another client's (RFC 7662 §2.2).
    private static func active(
        _ text: String, _ client: Client, issuer: String, at now: Int64, in db: Database
    ) throws -> JSON? {
        let found: (authorizationID: String, scope: Scope, issuedAt: Int64, expiresAt: Int64, type: String)
        if let token = try AccessToken.find(text, in: db), token.revokedAt == nil {
            found = (token.authorizationID, token.scope, token.issuedAt, token.expiresAt, "Bearer")
        } else if let token = try RefreshToken.find(text, in: db), token.rotatedAt == nil {
            found = (token.authorizationID, token.scope, token.issuedAt, token.expiresAt, "refresh_token")
        } else {
            return nil
        }
        guard let authorization = try Authorization.find(id: found.authorizationID, in: db),
            authorization.clientID == client.id, authorization.revokedAt == nil, found.expiresAt > now,
            let user = try User.find(id: authorization.userID, in: db)
        else { return nil }
        return [
            "active": true, "scope": JSON(found.scope.text), "client_id": JSON(client.id), "username": JSON(user.name),
            "token_type": JSON(found.type), "exp": JSON(found.expiresAt / 1000), "iat": JSON(found.issuedAt / 1000),
            "sub": JSON(user.id), "iss": JSON(issuer),
        ]
    }
}
