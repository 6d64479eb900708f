internal import JSONKit
internal import SandboxCore

/// `POST /oauth/clients/:id/reset-secret`: a new secret; the old one stops working at once.
enum ResetSecret {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let owner = try await AccountKey.owner(of: call, in: provider)
        let id = call.parameter("id")
        let secret = provider.randomSecret("secret_")
        let client = try await provider.store.write { db -> Client? in
            guard let client = try Client.find(id: id, in: db), client.ownerID == owner.id else { return nil }
            if client.secretHash != nil { try client.setSecret(hash: Secret.hash(secret), in: db) }
            return client
        }
        guard let client else {
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
