internal import Diagnosis
internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Workbench

enum LintCommand {
    static let command = Command(
        "lint", .look, "check the provider's metadata and the client's registration against the RFCs and RFC 9700",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["lint"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let recorded = RecordedProvider(provider)
        var reports = [
            RemarkReport(
                title: "the provider \(provider.name)", remarks: Lint.provider(recorded),
                goodText: "nothing is wrong with it"
            ).answer
        ]
        if let client = try? bench.client() {
            reports.append(
                RemarkReport(
                    title: "the client \(client.label)", remarks: Lint.client(client.registration, at: recorded),
                    goodText: "nothing is wrong with it"
                ).answer)
        }
        return .list(reports)
    }
}
