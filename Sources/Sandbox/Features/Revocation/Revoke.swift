internal import GRDB
internal import OAuthCore
internal import SandboxCore

/// `POST /oauth/revoke` (RFC 7009): a refresh token takes all tokens of its family with it.
enum Revoke {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let request = try ClientRequest(call, provider)
        let client = try await request.client()
        let token = try request.form.required("token")
        let now = provider.now
        let refusal = try await provider.store.write { try revoke(token, client, at: now, in: $0) }
        if let refusal { throw refusal }
        return Reply(200).notStored
    }

    /// Says nothing of a token that does not exist: it is as good as revoked (RFC 7009 §2.2).
    private static func revoke(_ text: String, _ client: Client, at now: Int64, in db: Database) throws -> Refusal? {
        if let token = try RefreshToken.find(text, in: db) {
            guard try isOwn(token.authorizationID, client, in: db) else { return otherClient }
            try Authorization.revoke(id: token.authorizationID, at: now, in: db)
        } else if let token = try AccessToken.find(text, in: db) {
            guard try isOwn(token.authorizationID, client, in: db) else { return otherClient }
            try token.revoke(at: now, in: db)
        }
        return nil
    }

    private static func isOwn(_ authorizationID: String, _ client: Client, in db: Database) throws -> Bool {
        try Authorization.find(id: authorizationID, in: db)?.clientID == client.id
    }

    private static var otherClient: Refusal {
        .oauth("invalid_grant", "The token was issued to another client.")
    }
}
