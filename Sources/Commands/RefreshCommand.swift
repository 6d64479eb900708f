internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Script
internal import Session
internal import Workbench

enum RefreshCommand {
    static let command = Command(
        "refresh", .token, "get new tokens with the refresh token (RFC 6749 §6)",
        options: Workbench.tokenOptions, takesItems: true, items: OAuthParameters.refresh,
        details:
            "scope=… asks for less than was granted. The new tokens are saved before they are shown, the old ones kept.",
        traits: CommandTraits(
            effect: .sends, runBy: .everyone, needs: nil, recipe: .kept(needs: [.token], makes: [], renews: true),
            locked: .refused, failure: .judgedWithTokens, dry: .sends(standIn: nil),
            comparesSecrets: false, shown: .always),
        examples: ["refresh", "refresh scope=profile"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let token = try bench.token()
        let given = call.items.last { $0.name == "refresh_token" && $0.kind == .string }?.value.plainText
        guard let refreshToken = given ?? token.tokens.refreshToken else {
            throw Diagnostic(
                .execution, "no-refresh-token", "token \(token.id) has no refresh token",
                advice: ["authorize again; some providers want the scope offline_access for one"])
        }
        let client = try bench.client(of: token)
        return try await bench.fetchTokens(
            GrantRun(
                grant: .refreshToken, inputs: GrantInputs(["refresh_token": refreshToken], previous: token.tokens),
                client: client, authorization: token.authorization, parent: token),
            for: call)
    }
}
