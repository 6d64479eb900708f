internal import Completing
internal import Script
package import Workbench

extension CompletionSource {
    package static let helpTopics = CompletionSource(kind: .helpTopic) { request, bench in
        let before = request.words.joined(separator: " ")
        if before == "oauth" { return OAuthTerm.all.map { Completion($0.name, $0.reference) } }
        if !before.isEmpty {
            return bench.table.commands.filter { $0.name.hasPrefix(before + " ") }
                .map { Completion(String($0.name.dropFirst(before.count + 1)), $0.summary) }
        }
        var seen: Set<String> = []
        let commands = bench.table.commands.compactMap { command -> Completion? in
            let first = String(command.name.prefix { $0 != " " })
            return seen.insert(first).inserted
                ? Completion(first, first == command.name ? command.summary : nil) : nil
        }
        return commands + HelpText.topics.filter { !$0.name.contains(" ") }.map { Completion($0.name, $0.summary) }
            + Keyword.allCases.map { Completion($0.rawValue, $0.summary) } + bench.aliasCompletions
    }
}
