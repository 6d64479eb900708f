internal import JSONKit
internal import SandboxCore

/// `POST /oauth/clients/:id/reset-secret`: a new secret; the old one stops working at once.
enum ResetSecret {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let owner = try await AccountKey.owner(of: call, in: provider)
        let id = call.parameter("id")
        let found = try await provider.store.write { db -> (client: Client, secret: String)? in
            guard let client = try Client.find(id: id, in: db), client.ownerID == owner.id else { return nil }
            let secret = MACSecret.make(for: client, provider)
            if client.secretHash != nil { try client.setSecret(hash: MACSecret.hash(secret, of: client), in: db) }
            return (client, secret)
        }
        guard let (client, secret) = found else {
            throw Refusal.api(
                404, type: "not_found_error", "Your account has no client with this ID.", param: "clientId",
                code: "unknown_client")
        }
        guard client.secretHash != nil else {
            throw client.isPublic
                ? Refusal.invalid("A public client has no secret to reset.", param: "clientId", code: "public_client")
                : Refusal.invalid(
                    "This client has no secret to reset; it authenticates by \(client.authenticationMethod ?? "keys").",
                    param: "clientId", code: "no_secret")
        }
        return .json(["clientId": JSON(client.id), "clientSecret": JSON(secret)]).notStored
    }
}
