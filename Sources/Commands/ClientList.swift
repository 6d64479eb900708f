internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ClientList {
    static let command = Command(
        "client list", .provider, "list this session's clients, or with --remote the account's clients at the provider",
        options: [
            OptionShape("all", "the clients of every provider in this session"),
            OptionShape("remote", "ask the provider"),
        ] + SendingOptions.shapes,
        traits: CommandTraits(
            effect: .sends, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .worksWithLess, failure: .judged,
            dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["client list", "client list --all", "client list --remote"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        if call.has("remote") { return try await remote(call, bench) }
        let store = try bench.store()
        let name = bench.selection.provider
        let all = try store.clients()
        let shown = call.has("all") ? all : all.filter { $0.provider == name }
        let isLocked = try bench.isLocked
        let table = Answer.table(
            AnswerTable(
                ["used", "name", "provider", "client id", "type", "scope"],
                rows: shown.map { row($0, isUsed: bench.selection.clients[name] == $0.id, isLocked: isLocked) },
                emptyText: "no clients for \(name) yet: client create \"My App\"", minor: ["provider"]))
        let others = Set(all.map(\.provider)).subtracting(shown.map(\.provider) + [name]).sorted()
        guard !others.isEmpty, !call.has("all") else { return table }
        return .remarked(
            table, "there are clients of \(others.joined(separator: ", ")) too; `client list --all` lists them")
    }

    private static func row(_ client: SessionClient, isUsed: Bool, isLocked: Bool) -> [AnswerTable.Cell] {
        [
            AnswerTable.Cell(JSON(isUsed), shown: isUsed ? "*" : ""), AnswerTable.Cell(JSON(client.label)),
            AnswerTable.Cell(JSON(client.provider)), AnswerTable.Cell(JSON(client.registration.id)),
            isLocked
                ? .sealed : AnswerTable.Cell(JSON(client.registration.credentials.isEmpty ? "public" : "confidential")),
            AnswerTable.Cell(JSON(client.registration.scope.tokens.map { JSON($0) })),
        ]
    }

    private static func remote(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let management = try await bench.management(provider)
        let run = FlowRun<ClientListFlow>(call, at: provider.server, ExchangeContext(provider: provider.name))
        let result = try await FlowRunner.run(ClientListFlow(at: management), run, on: bench)
        return .exchange(ExchangeAnswer(try result.entry()))
    }
}
