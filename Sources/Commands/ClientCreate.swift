internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum ClientCreate {
    static let command = Command(
        "client create", .provider, "register a client at the provider, and choose it",
        operands: [OperandShape("NAME", .word, "what the user will see at consent")],
        options: [
            OptionShape(
                "api-key", value: "KEY", "another account's key than the provider's own: {{env.X}}", completes: .secret),
            OptionShape(
                "auth", value: "METHOD",
                "how the client is to authenticate: \(ClientAuthenticator.all.map(\.name).joined(separator: ", "))",
                completes: .clientAuthentication),
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
            dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: [
            #"client create "My Cool App" redirect={{callback}} scope="profile generations""#,
            #"client create Web redirect=https://app.example/callback redirect=https://app.example/other"#,
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        var management = try await bench.management(provider)
        if let key = call.option("api-key") { management.credential = key }
        let flow = try await flow(call, provider, management, bench)
        var run = FlowRun<ClientCreationFlow>(call, at: provider.server, ExchangeContext(provider: provider.name))
        let brought = Set(CredentialKind.all.filter(\.isRegistered).flatMap(\.itemNames))
        run.edits = call.without(items: brought.union(["redirect", "scope"]))
        let result = try await FlowRunner.run(flow, run, on: bench)
        let entry = try result.entry()
        var registration = result.outcome.registration
        if case .dry = call.scope.manner {
            (registration.redirectURIs, registration.scope, registration.name) = (
                flow.redirectURIs, flow.scope, flow.name
            )
            registration.authenticationMethod = flow.authenticationMethod
            registration.id = try standIn(registration.id, among: bench.store().clients(of: provider.name))
        }
        for credential in flow.credentials { registration.set(credential) }
        registration.authenticationMethod = registration.authenticationMethod ?? provider.authenticationMethod
        let client = try bench.store().save(
            registration, provider: provider.name, at: bench.environment.clock(), exchange: entry.number)
        try bench.hide(registration.credentials.flatMap(\.secrets), .given)
        try bench.select(client: client.id, of: provider.name)
        return .exchange(
            ExchangeAnswer(entry, notes: ["the client \(client.label) is saved\(kept(registration)), and chosen"]))
    }

    /// The identifier that stands in for a new client's, other than those of the clients before it.
    private static func standIn(_ id: String, among clients: [SessionClient]) -> String {
        let taken = Set(clients.map(\.registration.id))
        guard taken.contains(id) else { return id }
        return (2...clients.count + 2).lazy.map { "\(id.dropLast()) \($0)>" }.first { !taken.contains($0) } ?? id
    }

    private static func kept(_ registration: ClientRegistration) -> String {
        let titles = registration.credentials.map { $0.kind == .clientSecret ? "secret" : $0.kind.title }
        return titles.isEmpty ? "" : " with its \(titles.joined(separator: " and "))"
    }

    /// What is asked for: `redirect` and `scope` are read here, every other item edits the request as it stands.
    private static func flow(
        _ call: CommandContext, _ provider: Provider, _ management: ClientManagement, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> ClientCreationFlow {
        let redirects = call.items.filter { $0.name == "redirect" && $0.kind == .string }.map(\.value.plainText)
        let callback = try await bench.value(named: "callback", arguments: [])?.plainText ?? ""
        let scope = call.items.last { $0.name == "scope" && $0.kind == .string }.map { Scope($0.value.plainText) }
        return ClientCreationFlow(
            at: management, name: call.text(0) ?? "", redirectURIs: redirects.isEmpty ? [callback] : redirects,
            scope: scope ?? Scope(provider.scopes), credentials: try credentials(call, bench),
            authenticationMethod: call.option("auth"))
    }

    private static func credentials(
        _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) -> [Credential] {
        var credentials: [Credential] = []
        for item in call.items where CredentialKind.given(by: item.name)?.isRegistered == true {
            if let credential = try bench.credential(in: item, of: call) { credentials.append(credential) }
        }
        return credentials
    }
}
