internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

enum SetCommand {
    static let command = Command(
        "set", .look, "set a variable",
        operands: [
            OperandShape("NAME", .word, required: false, "the variable's name", completes: .variable),
            OperandShape("=", .mark, required: false),
            OperandShape("VALUE", .word, required: false, "its value"),
        ],
        options: [OptionShape("secret", "never show the value")], takesItems: true, setsVariables: true,
        details: """
            name=value sets a string, name:=json any JSON, name=@file a file's text. A variable that is called key, token, \
            secret or password, and a value that looks like one, is kept as a secret, as with --secret; `vars --reveal` \
            shows it.
            """,
        traits: CommandTraits(
            effect: .changesSession, runBy: .everyone, needs: nil,
            recipe: .kept(needs: [], makes: [.variables], renews: false), locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .atPrompt),
        examples: ["set model=sandbox/echo", "set size:=1024", "set name = \"My Cool App\"", "set body=@body.json"],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        var answers: [Answer] = []
        if let name = call.text(0) {
            guard let value = call.text(1) else {
                throw Diagnostic(.usage, "set-value", "set \(name) to what?", advice: ["set \(name) = VALUE"])
            }
            answers.append(try bench.keep(name, JSON(value), isSecret: call.has("secret"), isTyped: true))
        }
        for item in call.items {
            guard [.string, .json, .file].contains(item.kind) else {
                throw Diagnostic(
                    .usage, "set-item", "set takes name=value, name:=json or name=@file", source: call.source,
                    range: item.range)
            }
            let value =
                item.kind == .file ? JSON(try bench.text(ofFile: item.value.plainText, namedIn: call)) : item.value
            answers.append(try bench.keep(item.name, value, isSecret: call.has("secret"), isTyped: true))
        }
        guard !answers.isEmpty else {
            throw Diagnostic(.usage, "set-empty", "set needs a name and a value", advice: ["set NAME = VALUE"])
        }
        return answers.count == 1 ? answers[0] : .list(answers)
    }
}
