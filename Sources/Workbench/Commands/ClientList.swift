internal import JSONKit
internal import OAuthCore
internal import Script

enum ClientList {
    static let command = Command(
        "client list", .provider, "list this session's clients, or with --remote the account's clients at the provider",
        options: [OptionShape("remote", "ask the provider")] + SendingOptions.shapes,
        examples: ["client list", "client list --remote"], run: run)

    private static func run(_ call: Invocation, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        if call.has("remote") { return try await remote(call, bench) }
        let store = try bench.store()
        let name = bench.selection.provider
        let chosen = bench.selection.clients[name]
        let rows = try store.clients(of: name).map { client in
            [
                AnswerTable.Cell(JSON(client.id == chosen), shown: client.id == chosen ? "*" : ""),
                AnswerTable.Cell(JSON(client.label)), AnswerTable.Cell(JSON(client.registration.id)),
                AnswerTable.Cell(JSON(client.registration.secret == nil ? "public" : "confidential")),
                AnswerTable.Cell(JSON(client.registration.scope.tokens.map { JSON($0) })),
            ]
        }
        return .table(
            AnswerTable(
                ["used", "name", "client id", "type", "scope"], rows: rows,
                emptyText: "no clients for \(name) yet: client create \"My App\""))
    }

    private static func remote(_ call: Invocation, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let management = try await bench.management(provider)
        let draft = try bench.protocolStep { () throws(OAuthError) in try management.list() }
        let entry = try await bench.send(
            draft, for: call, purpose: .management, context: ExchangeContext(provider: provider.name))
        let response = try bench.response(of: entry)
        _ = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
            try ManagedClient.processList(response)
        }
        return .exchange(ExchangeAnswer(entry))
    }
}
