internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Script
internal import Session
internal import Workbench

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
        let client = try bench.claimed(try bench.client(of: token).registration, by: call)
        let flow = RevocationFlow(
            token: value, tokenTypeHint: refreshToken == nil ? "access_token" : "refresh_token")
        var run = FlowRun<RevocationFlow>(
            call, at: provider.server,
            ExchangeContext(provider: provider.name, clientID: client.id, token: token.id))
        run.client = client
        run.method = call.option("auth")
        run.edits = call.without(items: Workbench.clientItems)
        try run.takeAssertionItems(bench)
        let result = try await FlowRunner.run(flow, run, on: bench)
        let entry = try result.entry()
        let sent = FormParameters.parse(String(decoding: entry.exchange.request.body ?? [], as: UTF8.self))
        let revoked = sent.first("token") ?? value
        try bench.store().markRevoked(revoked, at: bench.environment.clock())
        let note = revoked == value ? ["token \(token.id) is revoked"] : []
        return .exchange(ExchangeAnswer(entry, notes: note + result.outcome.warnings.map(\.description)))
    }
}
