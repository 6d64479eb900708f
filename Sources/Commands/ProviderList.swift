internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum ProviderList {
    static let command = Command(
        "provider list", .provider, "list the providers that are known",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .worksWithLess, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["provider list"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let saved = try bench.store().providers()
        let presets = ProviderPreset.all.filter { preset in !saved.contains { $0.name == preset.name } }
        let taken = Set(saved.map(\.name) + ProviderPreset.all.map(\.name))
        let fromPlugins = bench.pluginProviders.filter { !taken.contains($0.name) }
        let known =
            (saved + fromPlugins).map { ($0.name, $0.title, $0.baseURL) }
            + presets.map { ($0.name, $0.title, $0.baseURL ?? "") }
        let rows = known.map { name, title, baseURL in
            [
                AnswerTable.Cell(
                    JSON(name == bench.selection.provider), shown: name == bench.selection.provider ? "*" : ""),
                AnswerTable.Cell(JSON(name)), AnswerTable.Cell(JSON(title)),
                AnswerTable.Cell(JSON(baseURL), shown: baseURL.isEmpty ? "started when it is needed" : baseURL),
            ]
        }
        return .table(AnswerTable(["used", "name", "title", "base url"], rows: rows, emptyText: "no providers"))
    }
}
