internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum UserinfoCommand {
    static let command = Command(
        "userinfo", .flow, "ask who the user is (OpenID Connect Core §5.3)",
        options: SendingOptions.shapes, takesItems: true,
        traits: CommandTraits(
            effect: .sends, runBy: .everyone, needs: nil, recipe: .kept(needs: [.token], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["userinfo", "userinfo -Authorization"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let token = try bench.token()
        let run = FlowRun<UserInfoFlow>(
            call, at: provider.server, ExchangeContext(provider: provider.name, token: token.id))
        let result = try await FlowRunner.run(UserInfoFlow(tokens: token.tokens), run, on: bench)
        return .exchange(ExchangeAnswer(try result.entry(), notes: result.outcome.warnings.map(\.description)))
    }
}
