internal import Answers
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
        let isKnown = try bench.holds(provider: name)
        if isKnown {
            try bench.permissions.check(.endpoints, "provider add with the name \(name), which is taken", call)
        }
        let facts = JSON(members: call.items.map { ($0.name, $0.value) })
        let server = AuthorizationServer(stored: facts)
        if let issuer = call.text(1) {
            let found = try await ProviderDiscover.discover(issuer: issuer, named: name, given: facts, call, bench)
            return found.answer(
                "added \(name) (\(found.provider.baseURL)); `use \(name)` works on it", found.provider.server.json)
        }
        guard let base = facts["base_url"]?.string ?? server.issuer ?? server.tokenEndpoint else {
            throw Diagnostic(
                .usage, "provider-incomplete", "\(name) has neither an issuer nor endpoints",
                advice: [
                    "provider add \(name) https://issuer.example",
                    "or give base_url=… authorization_endpoint=… token_endpoint=…",
                ])
        }
        var provider = Provider(name: name, title: name, baseURL: base, server: server)
        provider.take(facts)
        try bench.store().save(provider, at: bench.environment.clock())
        if !isKnown { bench.noteAdded(provider: name, by: call) }
        return .note("added \(name); `use \(name)` works on it", provider.server.json)
    }
}

extension Provider {
    /// Takes what the user gives of a provider that is added: members of the metadata, and what is beside them.
    mutating func take(_ facts: JSON) {
        for member in AuthorizationServer(stored: facts).json.members ?? [] { set(member.name, to: member.value) }
        if let base = facts["base_url"]?.string { baseURL = base }
        if let url = facts["clients_url"]?.string { clientsURL = url }
        if let scope = facts["scope"]?.string { scopes = Scope(scope).tokens }
    }
}
