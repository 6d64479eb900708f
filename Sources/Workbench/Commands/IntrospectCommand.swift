internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session

enum IntrospectCommand {
    static let command = Command(
        "introspect", .token, "ask the authorization server about the access token (RFC 7662)",
        options: [OptionShape("refresh", "ask about the refresh token")] + Workbench.tokenOptions, takesItems: true,
        items: OAuthParameters.revocation,
        traits: CommandTraits(
            effect: .sends, runBy: .everyone, needs: nil, recipe: .kept(needs: [.token], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["introspect", "introspect --refresh"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let token = try bench.token()
        let refreshToken = call.has("refresh") ? token.tokens.refreshToken : nil
        let client = try bench.client(of: token)
        let draft = try bench.protocolStep { () throws(OAuthError) in
            try IntrospectionRequest(
                token: refreshToken ?? token.tokens.accessToken,
                tokenTypeHint: refreshToken == nil ? "access_token" : "refresh_token",
                caller: .client(client.registration, method: call.option("auth"))
            ).draft(for: provider.server)
        }
        let entry = try await bench.send(
            draft, for: call, purpose: .introspection,
            context: ExchangeContext(provider: provider.name, clientID: client.registration.id, token: token.id))
        let response = try bench.response(of: entry)
        let processed = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try IntrospectionResponse.process(response)
        }
        return .exchange(
            ExchangeAnswer(
                entry,
                notes: ["the token is \(processed.isActive ? "active" : "not active")"]
                    + processed.warnings.map(\.description)))
    }
}
