internal import JSONKit
internal import SandboxCore

/// `GET /oauth/clients`: the account's clients, never with a secret.
enum ListClients {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        let owner = try await AccountKey.owner(of: call, in: provider)
        let clients = try await provider.store.read { try Client.all(of: owner, in: $0) }
        return .json(JSON(clients.map(\.json))).notStored
    }
}
