internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Workbench

enum SandboxStart {
    static let command = Command(
        "sandbox start", .sandbox, "start the sandbox provider in this process",
        traits: CommandTraits(
            effect: .steersSandbox, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [], makes: [], renews: false), locked: .works, failure: .notJudged, dry: .runs,
            comparesSecrets: false, shown: .always),
        examples: ["sandbox start"]
    ) { _, bench async throws(Diagnostic) in
        let address = try await bench.sandbox().start()
        return .note("the sandbox is at \(address)", ["base_url": JSON(address)])
    }
}
