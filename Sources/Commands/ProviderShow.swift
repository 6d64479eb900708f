internal import Answers
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Workbench

enum ProviderShow {
    static let command = Command(
        "provider show", .provider, "show a provider's endpoints and facts",
        operands: [OperandShape("NAME", .word, required: false, "the one in use if left out", completes: .provider)],
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["provider show", "provider show serika"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider: Provider
        if let name = call.text(0) {
            provider = try await bench.provider(named: name)
        } else {
            provider = try await bench.provider()
        }
        var fields = Answer.Field.present("name", provider.name) + Answer.Field.present("title", provider.title)
        fields += Answer.Field.present("base_url", provider.baseURL)
        fields += Answer.Field.present("clients_url", provider.clientsURL)
        fields += Answer.Field.present("resource", provider.resource)
        fields += (provider.server.json.members ?? []).map { Answer.Field($0.name, $0.value) }
        fields += Answer.Field.present("authentication_method", provider.authenticationMethod)
        fields += [
            Answer.Field("scopes", JSON(provider.scopes.map { JSON($0) })),
            Answer.Field(
                "endpoints", JSON(provider.endpoints.map { JSON($0) }),
                shown: provider.endpoints.joined(separator: "\n")),
        ]
        if !provider.scopeSummaries.isEmpty {
            fields.append(
                Answer.Field(
                    "scope_summaries", JSON(texts: provider.scopeSummaries), shown: lines(provider.scopeSummaries)))
        }
        if !provider.endpointScopes.isEmpty {
            fields.append(
                Answer.Field(
                    "endpoint_scopes", JSON(texts: provider.endpointScopes), shown: lines(provider.endpointScopes)))
        }
        if !provider.quirks.isEmpty {
            fields.append(
                Answer.Field(
                    "quirks", JSON(provider.quirks.map { JSON($0) }), shown: provider.quirks.joined(separator: "\n")))
        }
        return .record(title: nil, fields)
    }

    private static func lines(_ texts: [String: String]) -> String {
        texts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    }
}
