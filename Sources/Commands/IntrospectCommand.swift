internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Script
internal import Session
internal import Workbench

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
        let client = try bench.claimed(try bench.client(of: token).registration, by: call)
        let flow = IntrospectionFlow(
            token: refreshToken ?? token.tokens.accessToken,
            tokenTypeHint: refreshToken == nil ? "access_token" : "refresh_token")
        var run = FlowRun<IntrospectionFlow>(
            call, at: provider.server,
            ExchangeContext(provider: provider.name, clientID: client.id, token: token.id))
        run.client = client
        run.method = call.option("auth")
        run.edits = call.without(items: Workbench.clientItems)
        try run.takeAssertionItems(bench)
        let result = try await FlowRunner.run(flow, run, on: bench)
        return .exchange(
            ExchangeAnswer(
                try result.entry(),
                notes: ["the token is \(result.outcome.isActive ? "active" : "not active")"]
                    + result.outcome.warnings.map(\.description)))
    }
}
