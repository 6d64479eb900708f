internal import JSONKit
internal import Script

enum VarsCommand {
    static let command = Command(
        "vars", .look, "list the variables and the values of the session",
        options: [
            OptionShape("all", "also the values that Keyway itself offers"), OptionShape("reveal", "show secrets too"),
        ],
        examples: ["vars", "vars --all"], run: run)

    private static func run(_ call: Invocation, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let saved = try bench.store().variables()
        let given = bench.environment.givenVariables.filter { name, _ in !saved.contains { $0.name == name } }
        var rows = saved.map { row($0.name, $0.value, "saved") }
        rows += given.sorted { $0.key < $1.key }.map { row($0.key, JSON($0.value), "--var") }
        if call.has("all") {
            for group in ValueGroup.all {
                let values = (try? await group.values(bench)) ?? []
                rows += values.map { row("\(group.name).\($0.name)", $0.value, group.name) }
            }
        }
        return .table(
            AnswerTable(
                ["name", "value", "from"], rows: rows,
                emptyText: "no variables yet: save NAME = QUERY, or set NAME = VALUE"))
    }

    private static func row(_ name: String, _ value: JSON, _ origin: String) -> [AnswerTable.Cell] {
        [AnswerTable.Cell(JSON(name)), AnswerTable.Cell(value), AnswerTable.Cell(JSON(origin))]
    }
}
