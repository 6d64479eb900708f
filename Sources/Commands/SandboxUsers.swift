internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

enum SandboxUsers {
    static let command = Command(
        "sandbox users", .sandbox, "list the sandbox's users",
        options: [OptionShape("reveal", "show API keys too", needs: .secrets)],
        traits: CommandTraits(
            effect: .looks, runBy: .textsAndPlugins, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["sandbox users"]
    ) { _, bench async throws(Diagnostic) in
        let users = try await bench.sandbox().users()
        try bench.hide(users.map(\.apiKey))
        let rows = users.map { user in
            [
                AnswerTable.Cell(JSON(user.name)), AnswerTable.Cell(JSON(user.password)),
                AnswerTable.Cell(JSON(user.apiKey)),
            ]
        }
        return .table(AnswerTable(["name", "password", "api key"], rows: rows, emptyText: "no users"))
    }
}
