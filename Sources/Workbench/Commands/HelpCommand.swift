internal import JSONKit
internal import Script

enum HelpCommand {
    static let command = Command(
        "help", .prompt, "list the commands, or explain one; or queries, predicates, filters, values",
        operands: [OperandShape("TOPIC", .words, required: false, "a command or a topic")],
        examples: ["help", "help authorize", "help client create", "help predicates"], run: run)

    private static func run(_ call: Invocation, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let topic = call.texts.joined(separator: " ")
        if topic.isEmpty { return .text(HelpText.overview(bench.table)) }
        if let command = bench.table.command(topic) { return .text(HelpText.command(command)) }
        if let group = bench.vocabulary.group(topic) {
            return .text(group.compactMap { bench.table.command($0.name) }.map(HelpText.line).joined(separator: "\n"))
        }
        if let keyword = Keyword(rawValue: topic) { return .text(HelpText.keyword(keyword)) }
        if let definition = bench.definitions[topic] { return .text(HelpText.definition(definition)) }
        if let text = HelpText.topics.first(where: { $0.name == topic })?.text(bench.vocabulary) { return .text(text) }
        let names =
            bench.table.commands.map(\.name) + HelpText.topics.map(\.name) + Keyword.allCases.map(\.rawValue)
            + bench.definitions.keys
        throw Diagnostic(
            .usage, "unknown-topic", "there is no help on \(topic)",
            advice: (nearestName(to: topic, among: names).map { ["did you mean help \($0)?"] } ?? []) + [
                "`help` lists all"
            ])
    }
}
