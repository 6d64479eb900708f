internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

enum VarsCommand {
    static let command = Command(
        "vars", .look, "list the variables and the values of the session",
        options: [
            OptionShape("all", "also the values that Keyway itself offers"),
            OptionShape("where", "also those that another one of the same name comes before"),
            OptionShape("reveal", "show secrets too", needs: .secrets),
        ],
        details: """
            Of two variables of one name the first in this order counts: loop variables and parameters; what was saved \
            since the start; --var; --vars-file, the last file first; the environment of --env; what the session kept from \
            before; the variables of keyway.json.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .worksWithLess, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["vars", "vars --where", "vars --all"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let locals = call.locals.sorted { $0.key < $1.key }
        var variables = locals.map { Workbench.NamedVariable(name: $0.key, value: $0.value, origin: "local") }
        variables += try bench.variables().map { variable in
            var variable = variable
            variable.isHidden = variable.isHidden || call.locals[variable.name] != nil
            return variable
        }
        if call.has("where") { return .table(origins(variables.sorted { $0.name < $1.name })) }
        var rows = variables.filter { !$0.isHidden }.map { row($0.name, $0.value, $0.origin) }
        if call.has("all") {
            let isLocked = try bench.isLocked
            for group in ValueGroup.all where !isLocked || !group.isSealed {
                let values = (try? await group.values(bench)) ?? []
                rows += values.map { row("\(group.name).\($0.name)", $0.value, group.name) }
            }
        }
        return .table(AnswerTable(["name", "value", "from"], rows: rows, emptyText: emptyText))
    }

    private static let emptyText = "no variables yet: save NAME = QUERY, or set NAME = VALUE"

    private static func origins(_ variables: [Workbench.NamedVariable]) -> AnswerTable {
        let rows = variables.map { variable in
            row(variable.name, variable.value, variable.origin) + [
                AnswerTable.Cell(JSON(!variable.isHidden), shown: variable.isHidden ? "hidden" : "counts")
            ]
        }
        return AnswerTable(["name", "value", "from", "counts"], rows: rows, emptyText: emptyText)
    }

    private static func row(_ name: String, _ value: JSON, _ origin: String) -> [AnswerTable.Cell] {
        [AnswerTable.Cell(JSON(name)), AnswerTable.Cell(value), AnswerTable.Cell(JSON(origin))]
    }
}
