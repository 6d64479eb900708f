internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Script
internal import Session

enum ClientCreate {
    static let command = Command(
        "client create", .provider, "register a client at the provider, and choose it",
        operands: [OperandShape("NAME", .word, "what the user will see at consent")],
        options: [
            OptionShape(
                "api-key", value: "KEY", "another account's key than the provider's own: {{env.X}}", completes: .secret)
        ]
            + SendingOptions.shapes,
        takesItems: true, items: OAuthParameters.newClient,
        details: """
            redirect=URI may be given several times; without it the client gets {{callback}}. scope="…" is what it may ask \
            for. The secret is saved before anything is shown: it can be reset, never read again.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.provider], makes: [.client], renews: true), locked: .refused, failure: .judged,
            dry: .sends(standIn: DryStandIns.client), comparesSecrets: false, shown: .always),
        examples: [
            #"client create "My Cool App" redirect={{callback}} scope="profile generations""#,
            #"client create Web redirect=https://app.example/callback redirect=https://app.example/other"#,
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        var management = try await bench.management(provider)
        if let key = call.option("api-key") { management.credential = key }
        let draft = try await draft(call, provider, management, bench)
        let entry = try await bench.send(
            draft.httpRequest, for: call, options: try bench.sendingOptions(of: call), policy: .never,
            purpose: .management,
            context: ExchangeContext(provider: provider.name))
        let response = try bench.response(of: entry)
        let created = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try ManagedClient.processCreated(response)
        }
        var registration = created.registration
        registration.authenticationMethod = registration.authenticationMethod ?? provider.authenticationMethod
        let client = try bench.store().save(
            registration, provider: provider.name, at: bench.environment.clock(), exchange: entry.number)
        if let secret = registration.secret { try bench.hide([secret], .given) }
        try bench.select(client: client.id, of: provider.name)
        return .exchange(
            ExchangeAnswer(entry, notes: ["the client \(client.label) is saved with its secret, and chosen"]))
    }

    /// The request: `redirect` and `scope` are read here, every other item edits it as it stands.
    private static func draft(
        _ call: CommandContext, _ provider: Provider, _ management: ClientManagement, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> OAuthRequest {
        let own: Set<String> = ["redirect", "scope"]
        let redirects = call.items.filter { $0.name == "redirect" && $0.kind == .string }.map(\.value.plainText)
        let callback = try await bench.value(named: "callback", arguments: [])?.plainText ?? ""
        let scope = call.items.last { $0.name == "scope" && $0.kind == .string }.map { Scope($0.value.plainText) }
        let name = call.text(0) ?? ""
        let draft = try bench.protocolStep { () throws(OAuthError) in
            try management.create(
                name: name, redirectURIs: redirects.isEmpty ? [callback] : redirects,
                scope: scope ?? Scope(provider.scopes))
        }
        return try bench.edited(draft, by: call.without(items: own))
    }
}
