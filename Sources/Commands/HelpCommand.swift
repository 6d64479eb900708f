internal import Answers
internal import Diagnostics
internal import Guide
internal import JSONKit
internal import Script
internal import Settings
internal import Workbench

enum HelpCommand {
    static let command = Command(
        "help", .prompt,
        "list the commands, or explain one; or a term of OAuth, the keys, queries, predicates, filters",
        operands: [OperandShape("TOPIC", .words, required: false, "a command or a topic", completes: .helpTopic)],
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["help", "help authorize", "help client create", "help predicates", "help oauth pkce", "help keys"],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let asked = call.texts.joined(separator: " ")
        let topic = HelpText.commandNames[asked.lowercased()] ?? asked
        if call.text(0) == "oauth" { return try oauth(call) }
        if topic.isEmpty { return .text(HelpText.overview(bench.table) + HelpText.aliases(bench.aliasFile)) }
        let beneath = bench.table.commands.filter { $0.name.hasPrefix(topic + " ") }.map(HelpText.line)
        if let command = bench.table.command(topic) { return .text(HelpText.command(command, beneath)) }
        if !beneath.isEmpty {
            let guide = HelpText.topic(topic).map { "\n\n" + $0.text(bench.table) } ?? ""
            return .text(beneath.joined(separator: "\n") + guide)
        }
        if let keyword = Keyword(rawValue: topic) { return .text(HelpText.keyword(keyword)) }
        if let definition = bench.definitions[topic] { return .text(HelpText.definition(definition)) }
        if let words = bench.aliasFile.load()[topic] { return .text(HelpText.alias(topic, words, bench.aliasFile)) }
        if let text = HelpText.topic(topic)?.text(bench.table) { return .text(text) }
        if let page = PluginTopics.page(about: call.texts) { return .text(page.text(bench.table)) }
        if let text = HelpText.entry(topic, bench.vocabulary) ?? HelpText.oauth(topic) { return .text(text) }
        let topics = HelpText.topics.flatMap { topic in [topic.name] + topic.others }
        let defined = Keyword.allCases.map(\.rawValue) + Array(bench.definitions.keys)
        let names = bench.table.commands.map(\.name) + topics + defined
        throw Diagnostic(
            .usage, "unknown-topic", "there is no help on \(topic)",
            advice: (nearestName(to: topic, among: names).map { ["did you mean help \($0)?"] } ?? []) + [
                "`help` lists all"
            ])
    }

    private static func oauth(_ call: CommandContext) throws(Diagnostic) -> Answer {
        let term = call.texts.dropFirst().joined(separator: " ")
        if let text = HelpText.oauth(term) { return .text(text) }
        let names = OAuthTerm.all.flatMap { [$0.name] + $0.aliases }
        throw Diagnostic(
            .usage, "unknown-term", "there is no help on \(term)",
            advice: (nearestName(to: term, among: names).map { ["did you mean help oauth \($0)?"] } ?? []) + [
                "`help oauth` lists the terms"
            ])
    }
}
