internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Redaction
internal import Script
internal import Session
internal import Workbench

enum ProviderSet {
    static let command = Command(
        "provider set", .provider, "give the provider in use an API key, a base URL, an endpoint or a default scope",
        takesItems: true, items: OAuthParameters.providerSettings,
        details:
            "api_key is the account's key or session token, with which clients are managed. Endpoints go by their names in RFC 8414, as every other member of the metadata does.",
        traits: CommandTraits(
            effect: .changesSession, runBy: .texts, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .notJudged, dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["provider set api_key={{env.SERIKA_API_KEY}}", "provider set api_key=@key.txt"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard !call.items.isEmpty else {
            throw Diagnostic(
                .usage, "provider-setting", "provider set needs something to set",
                expected: "api_key, base_url, scope, authentication_method, or an endpoint by its name in RFC 8414")
        }
        var provider = try await bench.provider()
        for item in call.items where MovedEndpoints.isMoved(by: item.name) {
            try bench.permissions.check(.endpoints, "provider set \(item.name)", call, at: item.range)
        }
        for item in call.items {
            let value =
                item.kind == .file ? try bench.text(ofFile: item.value.plainText, namedIn: call) : item.value.plainText
            try set(item, to: value, of: &provider, call, bench)
        }
        try bench.store().save(provider, at: bench.environment.clock())
        if let key = provider.key { try bench.hide([key], .given) }
        let names = call.items.map(\.name)
        return .note("\(provider.name): \(names.joined(separator: ", ")) set", ["set": JSON(names.map { JSON($0) })])
    }

    private static func set(
        _ item: Invocation.Item, to value: String, of provider: inout Provider, _ call: CommandContext,
        _ bench: isolated Workbench
    ) throws(Diagnostic) {
        switch item.name {
        case "api_key": provider.key = value
        case "base_url": provider.baseURL = value
        case "scope": provider.scopes = value.split(separator: " ").map(String.init)
        case "authentication_method": provider.authenticationMethod = value
        default:
            guard let field = MetadataField.named(item.name) else {
                throw Diagnostic(
                    .usage, "provider-setting", "a provider has no \(item.name)", source: call.source,
                    range: item.range,
                    expected:
                        "api_key, base_url, scope, authentication_method, or an endpoint by its name in RFC 8414")
            }
            let isTyped = item.kind != .file && item.value.string == nil && field.accepts(item.value)
            let given =
                isTyped
                ? item.value : try bench.protocolStep { () throws(OAuthError) in try field.read(value) }
            provider.set(field.name, to: given)
        }
    }
}
