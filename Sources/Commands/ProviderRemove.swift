internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ProviderRemove {
    static let command = Command(
        "provider remove", .provider, "forget a provider that was added, or what was set of a preset",
        operands: [OperandShape("NAME", .word, "as `provider list` names it", completes: .provider)],
        details: "Its clients, tokens and exchanges stay in the session, and come back if it is added again.",
        traits: CommandTraits(
            effect: .changesSession, runBy: .texts, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .notJudged, dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["provider remove issuer.example"]
    ) { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        let store = try bench.store()
        guard try store.provider(name) != nil else {
            let names = try store.providers().map(\.name)
            throw Diagnostic(
                .execution, "unknown-provider", "there is nothing to forget of a provider \(name)",
                advice: nearestName(to: name, among: names).map { ["did you mean \($0)?"] }
                    ?? ["`provider list` lists those there are"])
        }
        if !bench.hasAdded(provider: name, call) {
            try bench.permissions.check(.endpoints, "provider remove \(name), which it has not added itself", call)
        }
        try store.deleteProvider(name)
        if bench.selection.provider == name { try bench.select(provider: ProviderPreset.sandbox.name) }
        return .note(
            "forgot the provider \(name); using \(bench.selection.provider)",
            ["removed": JSON(name), "provider": JSON(bench.selection.provider)])
    }
}
