internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Workbench

enum UseCommand {
    static let command = Command(
        "use", .provider, "choose the provider that everything after works on",
        operands: [
            OperandShape(
                "NAME", .word, "a provider's name, or the URL of its issuer or of a protected resource",
                completes: .provider)
        ],
        options: [ProviderDiscover.serverOption] + SendingOptions.shapes,
        details: """
            With the URL of an issuer its metadata is fetched, from each place where it may stand, and the provider is kept \
            under its host's name. With the URL of a protected resource, such as an API or an MCP server, the resource is \
            asked without a token for its authorization server (RFC 9728); `authorize` and `exchange` then send `resource` \
            (RFC 8707). The address of a metadata document will do too.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.namedProvider], makes: [.provider], renews: true), locked: .refused,
            failure: .judged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["use sandbox", "use https://api.example/mcp", "use serika", "use {{target | default \"sandbox\"}}"],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let name = call.text(0) ?? ""
        if name.contains("://") {
            let found = try await ProviderDiscover.discover(issuer: name, named: nil, asksAll: false, call, bench)
            let provider = found.provider
            try bench.select(provider: provider.name)
            return found.answer(
                "using \(provider.name) (\(provider.baseURL))",
                ["provider": JSON(provider.name), "issuer": JSON(provider.server.issuer ?? provider.baseURL)])
        }
        let provider = try await bench.provider(named: name)
        try bench.select(provider: provider.name)
        return .note(
            "using \(provider.name) at \(provider.baseURL)",
            [
                "provider": JSON(provider.name), "base_url": JSON(provider.baseURL),
            ])
    }
}
