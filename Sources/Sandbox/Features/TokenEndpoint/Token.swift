internal import SandboxCore

/// `POST /oauth/token` (RFC 6749 §3.2).
enum Token {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        guard call.query.isEmpty else {
            throw Refusal.oauth("invalid_request", "Send the parameters in the body, not in the URL.")
        }
        let request = try ClientRequest(call, provider)
        let type = try request.form.required("grant_type")
        let client = try await request.client()
        guard let grant = provider.features.grant(type) else {
            let served = provider.features.grants.map(\.type).joined(separator: ", ")
            throw Refusal.oauth("unsupported_grant_type", "This grant type is not served; these are: \(served).")
        }
        if let refusal = grant.clients.refusal(of: client) { throw refusal }
        guard client.grants?.contains(type) ?? true else {
            throw Refusal.oauth("unauthorized_client", "The client is not registered for this grant type.")
        }
        let targets = try RequestedTargets(request.form.parameters, of: client, in: provider)
        let confirmation = try await provider.features.bind(request, client)
        let redemption = try await grant.redeem(
            TokenCall(request: request, client: client, confirmation: confirmation, targets: targets))
        return try await redemption.reply(by: provider)
    }
}
