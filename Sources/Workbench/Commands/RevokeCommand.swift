internal import JSONKit
internal import OAuthCore
internal import Script

enum RevokeCommand {
    static let command = Command(
        "revoke", .token, "revoke the refresh token, or the access token where there is none (RFC 7009)",
        options: [OptionShape("access", "revoke the access token only")] + Workbench.tokenOptions, takesItems: true,
        examples: ["revoke", "revoke --access"], run: run)

    private static func run(_ call: Invocation, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let token = try bench.token()
        let refreshToken = call.has("access") ? nil : token.tokens.refreshToken
        let value = refreshToken ?? token.tokens.accessToken
        let client = try bench.client(of: token)
        let draft = try bench.protocolStep { () throws(OAuthError) in
            try RevocationRequest(
                token: value, tokenTypeHint: refreshToken == nil ? "access_token" : "refresh_token",
                client: client.registration, authenticationMethod: call.option("auth")
            ).draft(for: provider.server)
        }
        let entry = try await bench.send(
            draft, for: call, purpose: .revocation,
            context: ExchangeContext(provider: provider.name, clientID: client.registration.id, token: token.id))
        let response = try bench.response(of: entry)
        let processed = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try RevocationResponse.process(response)
        }
        try bench.store().markRevoked(value, at: bench.environment.clock())
        return .exchange(
            ExchangeAnswer(
                entry, notes: ["token \(token.id) is revoked"] + processed.warnings.map(\.description)))
    }
}
