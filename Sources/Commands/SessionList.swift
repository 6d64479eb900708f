internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Settings
internal import Workbench

enum SessionList {
    static let command = Command(
        "session list", .session, "list the sessions",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["session list"]
    ) {
        _, bench throws(Diagnostic) in
        let rows = bench.environment.files.sessionNames().map { name in
            [
                AnswerTable.Cell(JSON(name == bench.sessionName), shown: name == bench.sessionName ? "*" : ""),
                AnswerTable.Cell(JSON(name)),
            ]
        }
        return .table(AnswerTable(["used", "name"], rows: rows, emptyText: "no sessions yet: session new NAME"))
    }
}
