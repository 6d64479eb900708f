internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ProviderAdd {
    static let command = Command(
        "provider add", .provider, "add a provider by its issuer, or by its endpoints",
        operands: [
            OperandShape("NAME", .word, "what it is to be called"),
            OperandShape("ISSUER", .word, required: false, "the issuer's URL, whose metadata is fetched"),
        ],
        options: SendingOptions.shapes, takesItems: true, items: OAuthParameters.provider,
        details: """
            Without an issuer's metadata, give base_url, authorization_endpoint, token_endpoint and what else there is, by \
            the names of RFC 8414 §2. scope="…" says what a new authorization asks for.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [], makes: [.namedProvider], renews: false), locked: .refused, failure: .judged,
            dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: [
            "provider add example https://issuer.example",
            "provider add mine base_url=https://api.example authorization_endpoint=https://api.example/authorize "
                + "token_endpoint=https://api.example/token scope=\"read write\"",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let name = call.text(0) ?? ""
        if try bench.holds(provider: name) {
            try bench.permissions.check(.endpoints, "provider add with the name \(name), which is taken", call)
        }
        if let issuer = call.text(1) {
            let provider = try await ProviderDiscover.discover(issuer: issuer, named: name, call, bench)
            return .note("added \(name) (\(provider.baseURL)); `use \(name)` works on it", provider.server.json)
        }
        let facts = JSON(members: call.items.map { ($0.name, $0.value) })
        let server = AuthorizationServer(stored: facts)
        guard let base = facts["base_url"]?.string ?? server.issuer ?? server.tokenEndpoint else {
            throw Diagnostic(
                .usage, "provider-incomplete", "\(name) has neither an issuer nor endpoints",
                advice: [
                    "provider add \(name) https://issuer.example",
                    "or give base_url=… authorization_endpoint=… token_endpoint=…",
                ])
        }
        let scopes = Scope(facts["scope"]?.string ?? "").tokens
        let provider = Provider(
            name: name, title: name, baseURL: base, server: server, clientsURL: facts["clients_url"]?.string,
            scopes: scopes)
        try bench.store().save(provider, at: bench.environment.clock())
        return .note("added \(name); `use \(name)` works on it", provider.server.json)
    }
}
