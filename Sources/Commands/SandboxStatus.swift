internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Workbench

enum SandboxStatus {
    static let command = Command(
        "sandbox status", .sandbox, "say whether the sandbox runs, and where",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["sandbox status"]
    ) {
        _, bench async throws(Diagnostic) in
        let sandbox = try bench.sandbox()
        guard let address = await sandbox.address() else {
            return .note("the sandbox does not run; it starts when it is needed", ["running": false])
        }
        return .note("the sandbox is at \(address)", ["running": true, "base_url": JSON(address)])
    }
}
