internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ProviderDiscover {
    static let command = Command(
        "provider discover", .provider, "fetch a provider's metadata and keep it (RFC 8414, OpenID Connect Discovery)",
        operands: [
            OperandShape("ISSUER", .word, required: false, "the issuer's URL; that of the provider in use if left out")
        ],
        options: [OptionShape("as", value: "NAME", "keep it under this name")] + SendingOptions.shapes,
        traits: CommandTraits(
            effect: .sends, runBy: .texts, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["provider discover", "provider discover https://issuer.example --as example"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider: Provider
        if let issuer = call.text(0) {
            if let name = call.option("as"), try bench.holds(provider: name) {
                try bench.permissions.check(.endpoints, "provider discover --as \(name), a name that is taken", call)
            }
            provider = try await discover(issuer: issuer, named: call.option("as"), call, bench)
        } else {
            let current = try await bench.provider()
            provider = try await discover(
                issuer: current.server.issuer ?? current.baseURL, named: current.name, call, bench)
        }
        return .note("found \(provider.name) at \(provider.server.issuer ?? provider.baseURL)", provider.server.json)
    }

    /// Asks the addresses that metadata may have; keeps what the first good one says.
    static func discover(
        issuer: String, named name: String?, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Provider {
        var run = FlowRun<DiscoveryFlow>(call, at: AuthorizationServer(), ExchangeContext())
        run.edits = nil
        let result = try await FlowRunner.run(DiscoveryFlow(issuer: issuer), run, on: bench)
        return try await keep(result.outcome.server, issuer: issuer, name: name, bench)
    }

    private static func keep(
        _ server: AuthorizationServer, issuer: String, name: String?, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Provider {
        let ownName = try Provider.freeName(for: issuer, among: bench.store().providers())
        var provider = Provider(
            name: name ?? ownName, title: URLParts(issuer)?.host ?? issuer, baseURL: issuer, server: server,
            scopes: server.scopesSupported ?? [])
        if let name, let known = try? await bench.provider(named: name) {
            provider = known
            provider.server = server
        }
        try bench.store().save(provider, at: bench.environment.clock())
        return provider
    }
}
