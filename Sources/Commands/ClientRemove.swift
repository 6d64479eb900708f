internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum ClientRemove {
    static let command = Command(
        "client remove", .provider, "forget a client and its secret; at the provider it stays registered",
        operands: [OperandShape("CLIENT", .word, "its name or its identifier", completes: .client)],
        traits: CommandTraits(
            effect: .changesSession, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [], makes: [], renews: false), locked: .refused, failure: .notJudged, dry: .runs,
            comparesSecrets: false, shown: .always),
        examples: [#"client remove "My Cool App""#]
    ) { call, bench throws(Diagnostic) in
        let client = try ClientUse.find(call.text(0) ?? "", bench)
        try bench.store().deleteClient(client.id)
        if bench.selection.clients[client.provider] == client.id {
            try bench.select(client: nil, of: client.provider)
        }
        return .note("forgot the client \(client.label)", ["removed": JSON(client.registration.id)])
    }
}
