internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
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
        options: [OptionShape("as", value: "NAME", "keep it under this name"), serverOption] + SendingOptions.shapes,
        traits: CommandTraits(
            effect: .sends, runBy: .texts, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .judged, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
        examples: ["provider discover", "provider discover https://issuer.example --as example"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let found: DiscoveredProvider
        if let issuer = call.text(0) {
            if let name = call.option("as"), try bench.holds(provider: name) {
                try bench.permissions.check(.endpoints, "provider discover --as \(name), a name that is taken", call)
            }
            found = try await discover(issuer: issuer, named: call.option("as"), call, bench)
        } else {
            let current = try await bench.provider()
            found = try await discover(
                issuer: current.server.issuer ?? current.baseURL, named: current.name, call, bench)
        }
        let provider = found.provider
        return found.answer(
            "found \(provider.name) at \(provider.server.issuer ?? provider.baseURL)", provider.server.json)
    }

    static let serverOption = OptionShape(
        "server", value: "ISSUER", "the authorization server to take, of those that a protected resource names")

    /// Asks the addresses that metadata may have, of an issuer or of a protected resource; keeps what they say.
    ///
    /// - Parameters:
    ///   - given: what the call itself says of the provider, which comes before the metadata.
    ///   - asksAll: whether every place is asked, and what they say is joined; else the first whole document counts.
    static func discover(
        issuer: String, named name: String?, given: JSON = [:], asksAll: Bool = true, _ call: CommandContext,
        _ bench: isolated Workbench
    ) async throws(Diagnostic) -> DiscoveredProvider {
        var run = FlowRun<ResourceDiscoveryFlow>(call, at: AuthorizationServer(), ExchangeContext())
        run.edits = nil
        let flow = ResourceDiscoveryFlow(url: issuer, server: call.option("server"), asksAll: asksAll)
        let result = try await FlowRunner.run(flow, run, on: bench)
        let issuer = result.outcome.server.issuer ?? issuer
        let providers = try bench.store().providers() + bench.pluginProviders
        let name = name ?? Provider.freeName(for: issuer, among: providers)
        let isKnown = try bench.holds(provider: name)
        let found = DiscoveredProvider(
            result.outcome, of: try? await bench.provider(named: name), issuer: issuer, name: name, given: given)
        try bench.store().save(found.provider, at: bench.environment.clock())
        if !isKnown { bench.noteAdded(provider: name, by: call) }
        return found
    }
}

/// A provider as a discovery leaves it: with the metadata that was found, and with what the user has set of it.
struct DiscoveredProvider {
    private(set) var provider: Provider
    private let warnings: [OAuthWarning]
    private let found: DiscoveryOutcome
    private var kept: [Kept] = []

    /// A member that the user has set, and what the document has in its place.
    private struct Kept {
        let name: String
        let value: JSON
        let found: JSON?

        var text: String {
            let document = found.map { $0 == value ? "the same" : $0.plainCell } ?? "none"
            return "\(name) stays \(value.plainCell), as it was set; the document has \(document)"
        }
    }

    /// - Parameters:
    ///   - known: the provider as it was before.
    ///   - given: what the user says of it now.
    init(_ found: DiscoveryOutcome, of known: Provider?, issuer: String, name: String, given: JSON) {
        provider =
            known
            ?? Provider(
                name: name, title: URLParts(issuer)?.host ?? issuer, baseURL: issuer, server: found.server,
                scopes: found.server.scopesSupported ?? [])
        warnings = found.warnings
        self.found = found
        var before = provider
        before.take(given)
        provider = before
        provider.server = found.server
        provider.resource = found.resource?.identifier
        if let resource = found.resource {
            // Paths of calls are those of the resource's host.
            provider.baseURL = URLParts(resource.url)?.origin ?? provider.baseURL
            let asked = resource.scope?.split(separator: " ").map(String.init) ?? resource.metadata?.scopesSupported
            if let asked, !asked.isEmpty { provider.scopes = asked }
        }
        // The issuer is the one that was asked: the document must name it (RFC 8414 §3.3).
        for name in before.setByUser where name != "issuer" {
            guard let value = before.server[name] else { continue }
            kept.append(Kept(name: name, value: value, found: found.server[name]))
            provider.server[name] = value
        }
    }

    /// An answer that says, too, what the document does not decide, and what is wrong with it.
    func answer(_ text: String, _ json: JSON) -> Answer {
        if kept.isEmpty, warnings.isEmpty, found.resource == nil { return .note(text, json) }
        let lines =
            resourceLines + kept.map { ReportAnswer.Line(.fact, $0.text, label: "kept") }
            + warnings.map { ReportAnswer.Line(.fact, $0.description, label: "note") }
        let members: [(String, JSON)] =
            kept.isEmpty ? [] : [("kept", JSON(kept.map { ["member": JSON($0.name), "document": $0.found ?? .null] }))]
        let notes: [(String, JSON)] =
            warnings.isEmpty
            ? [] : [("warnings", JSON(warnings.map { ["code": JSON($0.code), "message": JSON($0.description)] }))]
        let all = resourceMembers + (json.members ?? []).map { ($0.name, $0.value) } + members + notes
        return .report(ReportAnswer(lines: [.init(.title, text)] + lines, json: JSON(members: all)))
    }

    private var resourceLines: [ReportAnswer.Line] {
        guard let resource = found.resource else { return [] }
        let server = provider.server.issuer ?? ""
        var lines = [
            ReportAnswer.Line(.fact, "\(resource.identifier), which tokens are asked for (RFC 8707)", label: "resource")
        ]
        if let place = resource.place {
            lines.append(
                .init(.fact, "\(place), by \(resource.foundBy); it names the server \(server)", label: "found at"))
        } else {
            lines.append(.init(.fact, resource.foundBy, label: "found at"))
        }
        if let scope = resource.scope { lines.append(.init(.fact, "\(scope), as the challenge asks", label: "scope")) }
        return lines
    }

    private var resourceMembers: [(String, JSON)] {
        guard let resource = found.resource else { return [] }
        let members: [(String, JSON?)] = [
            ("resource", JSON(resource.identifier)), ("resource_metadata", resource.place.map { JSON($0) }),
            ("found_by", JSON(resource.foundBy)),
            ("authorization_servers", resource.metadata.map { JSON($0.authorizationServers.map { JSON($0) }) }),
            ("scope", resource.scope.map { JSON($0) }),
            (
                "attempts",
                JSON(
                    found.attempts.map {
                        [
                            "request": JSON($0.request), "rule": JSON($0.rule), "verdict": JSON($0.verdict),
                            "used": JSON($0.isUsed),
                        ]
                    })
            ),
        ]
        return members.compactMap { member in member.1.map { (member.0, $0) } }
    }
}
