internal import OAuthCore

/// `POST /oauth/token` (RFC 6749 §3.2).
enum Token {
    static func respond(to call: Call, in provider: Provider) async throws -> Reply {
        guard call.query.isEmpty else {
            throw Refusal.oauth("invalid_request", "Send the parameters in the body, not in the URL.")
        }
        let form = try FormBody(call)
        let type = try form.required("grant_type")
        let client = try await ClientAuthenticator(provider: provider).client(of: call, form)
        guard let grant = ServedGrant.all.first(where: { $0.type == type }) else {
            let served = ServedGrant.all.map(\.type).joined(separator: ", ")
            throw Refusal.oauth("unsupported_grant_type", "This grant type is not served; these are: \(served).")
        }
        return try await grant.redeem(form, client, provider)
    }
}
