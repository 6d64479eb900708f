internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session

enum RevokeCommand {
    static let command = Command(
        "revoke", .token, "revoke the refresh token, or the access token where there is none (RFC 7009)",
        options: [OptionShape("access", "revoke the access token only")] + Workbench.tokenOptions, takesItems: true,
        items: OAuthParameters.revocation,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.token], makes: [], renews: false), locked: .refused, failure: .judged,
            dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["revoke", "revoke --access"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let token = try bench.token()
        let refreshToken = call.has("access") ? nil : token.tokens.refreshToken
        let value = refreshToken ?? token.tokens.accessToken
        let client = try bench.client(of: token)
        let request = try bench.protocolStep { () throws(OAuthError) in
            try RevocationRequest(
                token: value, tokenTypeHint: refreshToken == nil ? "access_token" : "refresh_token",
                client: client.registration, authenticationMethod: call.option("auth")
            ).draft(for: provider.server)
        }
        let draft = try bench.edited(request, by: call)
        let entry = try await bench.send(
            draft.httpRequest, for: call, options: try bench.sendingOptions(of: call), policy: .never,
            purpose: .revocation,
            context: ExchangeContext(provider: provider.name, clientID: client.registration.id, token: token.id))
        let response = try bench.response(of: entry)
        let processed = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try RevocationResponse.process(response)
        }
        let revoked = draft.parameters.first("token") ?? value
        try bench.store().markRevoked(revoked, at: bench.environment.clock())
        let note = revoked == value ? ["token \(token.id) is revoked"] : []
        return .exchange(ExchangeAnswer(entry, notes: note + processed.warnings.map(\.description)))
    }
}
