internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Workbench

enum SandboxStop {
    static let command = Command(
        "sandbox stop", .sandbox, "stop the sandbox provider",
        traits: CommandTraits(
            effect: .steersSandbox, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [], makes: [], renews: false), locked: .works, failure: .notJudged, dry: .runs,
            comparesSecrets: false, shown: .always),
        examples: ["sandbox stop"]
    ) {
        _, bench async throws(Diagnostic) in
        try await bench.sandbox().stop()
        return .note("the sandbox is stopped", ["running": false])
    }
}
