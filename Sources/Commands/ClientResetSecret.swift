internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import OAuthCore
internal import OAuthFlows
internal import Providers
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum ClientResetSecret {
    static let command = Command(
        "client reset-secret", .provider, "replace a client's secret at the provider; the old one ends at once",
        operands: [OperandShape("CLIENT", .word, required: false, "the one in use if left out", completes: .client)],
        options: SendingOptions.shapes, takesItems: true,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [.client], makes: [], renews: true), locked: .refused, failure: .judged,
            dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["client reset-secret"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let client: SessionClient
        if let name = call.text(0) { client = try ClientUse.find(name, bench) } else { client = try bench.client() }
        let management = try await bench.management(provider)
        let run = FlowRun<SecretResetFlow>(
            call, at: provider.server,
            ExchangeContext(provider: provider.name, clientID: client.registration.id))
        let flow = SecretResetFlow(at: management, of: client.registration.id)
        let result = try await FlowRunner.run(flow, run, on: bench)
        let entry = try result.entry()
        let reset = result.outcome
        for credential in reset.registration.credentials {
            try bench.store().save(credential, of: client, at: bench.environment.clock(), exchange: entry.number)
            try bench.hide(credential.secrets, .given)
        }
        return .exchange(ExchangeAnswer(entry, notes: ["the new secret of \(client.label) is saved"]))
    }
}
