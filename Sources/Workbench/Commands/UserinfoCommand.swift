internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session

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
        let draft = try bench.protocolStep { () throws(OAuthError) in
            try UserInfoRequest(tokens: token.tokens).draft(for: provider.server)
        }
        let entry = try await bench.send(
            draft, for: call, purpose: .userinfo, context: ExchangeContext(provider: provider.name, token: token.id))
        let response = try bench.response(of: entry)
        let subject = token.tokens.idToken.flatMap { try? JWTParts(reading: $0) }?.claims["sub"]?.string
        let processed = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try UserInfoResponse.process(response, subject: subject)
        }
        return .exchange(ExchangeAnswer(entry, notes: processed.warnings.map(\.description)))
    }
}
