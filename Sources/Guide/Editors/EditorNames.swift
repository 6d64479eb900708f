internal import Script
internal import ScriptValues
internal import Workbench

/// The names of the language as editors need them: from the tables, sorted so that a longer one comes first.
struct EditorNames {
    let keywords: [String]
    /// Of one word or two.
    let commands: [String]
    let options: [String]
    let queries: [String]
    let predicates: [String]
    let filters: [String]

    init(_ table: CommandTable) {
        let vocabulary = table.vocabulary
        keywords = EditorNames.sorted(Keyword.allCases.map(\.rawValue) + ["in", "every", "until"])
        commands = EditorNames.sorted(table.commands.map(\.name))
        options = EditorNames.sorted(table.commands.flatMap { $0.shape.options.map(\.name) } + ["tag"])
        queries = EditorNames.sorted(vocabulary.queries.map(\.name))
        predicates = EditorNames.sorted(vocabulary.predicates.map(\.name) + ["not"])
        filters = EditorNames.sorted(vocabulary.filters.map(\.name))
    }

    private static func sorted(_ names: [String]) -> [String] {
        Set(names).sorted { $0.utf8.count == $1.utf8.count ? $0 < $1 : $0.utf8.count > $1.utf8.count }
    }

    static func isWord(_ name: String) -> Bool { name.allSatisfy { $0.isLetter || $0.isNumber || "_- ".contains($0) } }
}
