internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum ClientUse {
    static let command = Command(
        "client use", .provider, "choose one of this session's clients",
        operands: [OperandShape("CLIENT", .word, "its name or its client_id", completes: .client)],
        traits: CommandTraits(
            effect: .changesSession, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.client], makes: [], renews: true), locked: .refused, failure: .notJudged, dry: .runs,
            comparesSecrets: false, shown: .always),
        examples: [#"client use "My Cool App""#], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let client = try find(call.text(0) ?? "", bench)
        try bench.select(client: client.id, of: client.provider)
        return .note(
            "using the client \(client.label) of \(client.provider)", ["client_id": JSON(client.registration.id)])
    }

    /// A client by name or identifier; of several with one name the newest.
    static func find(_ name: String, _ bench: isolated Workbench) throws(Diagnostic) -> SessionClient {
        let clients = try bench.store().clients(of: bench.selection.provider)
        if let client = clients.last(where: { $0.registration.id == name || $0.registration.name == name }) {
            return client
        }
        let elsewhere = try bench.store().clients().last { $0.registration.id == name || $0.registration.name == name }
        throw Diagnostic(
            .execution, "unknown-client", "there is no client \(name) for \(bench.selection.provider) in this session",
            advice: (elsewhere.map { ["\($0.provider) has one: use \($0.provider)"] } ?? [])
                + (nearestName(to: name, among: clients.map(\.label)).map { ["did you mean \($0)?"] } ?? [])
                + ["`client list` lists them"])
    }
}
