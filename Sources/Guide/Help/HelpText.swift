internal import Answers
internal import Diagnostics
internal import JSONKit
package import Script
internal import ScriptValues
package import Settings
package import Workbench

/// The words of `help`, made from the tables.
package enum HelpText {
    package static func overview(_ table: CommandTable) -> String {
        let groups = Command.Group.allCases.map { group in
            ([group.rawValue] + table.commands.filter { $0.group == group }.map { line($0) }).joined(separator: "\n")
        }
        let topics =
            "Topics\n" + topics.map { "  help \($0.name.padded(to: 22))  \($0.summary)" }.joined(separator: "\n")
        let keywords = Keyword.allCases.filter { $0 != .end }.map { "  \($0.usage.padded(to: 40))  \($0.summary)" }
        let language =
            (["Language"] + keywords + [
                "  \("$.a[0].b".padded(to: 40))  what a JSONPath (RFC 9535) finds in the last answer",
                "  \("{{client.id | upper}}".padded(to: 40))  a value, with filters",
            ]).joined(separator: "\n")
        return (groups + [language, topics]).joined(separator: "\n\n")
    }

    package static func line(_ command: Command) -> String { "  \(command.name.padded(to: 22))  \(command.summary)" }

    /// A command that a script has defined.
    package static func definition(_ definition: Definition) -> String {
        let origin = "defined in \(definition.source.name):\(definition.source.place(of: definition.range).line)"
        return ["\(definition.usage)\n  \(origin)", definition.documentation].filter { !$0.isEmpty }.joined(
            separator: "\n\n")
    }

    /// An alias and where it is kept.
    package static func alias(_ name: String, _ words: String, _ file: AliasFile) -> String {
        "\(name) = \(words)\n  an alias, kept in \(file.path)"
    }

    /// A part for the overview; empty where there are none.
    package static func aliases(_ file: AliasFile) -> String {
        let lines = file.load().sorted { $0.key < $1.key }.map { "  \($0.key.padded(to: 22))  \($0.value)" }
        return lines.isEmpty ? "" : "\n\nYour aliases\n" + lines.joined(separator: "\n")
    }

    /// - Parameter beneath: the lines of the commands whose names begin with this one's.
    package static func command(_ command: Command, _ beneath: [String] = []) -> String {
        var parts = ["\(command.usage)\n  \(command.summary)"]
        if !command.details.isEmpty { parts.append(command.details) }
        let operands = command.shape.operands.filter { !$0.summary.isEmpty }.map {
            "  \($0.name.padded(to: 22))  \($0.summary)"
        }
        if !operands.isEmpty { parts.append("Operands\n" + operands.joined(separator: "\n")) }
        let options = command.shape.options.map { option in
            "  \("--\(option.name)\(option.value.map { " \($0)" } ?? "")".padded(to: 26))  \(option.summary)"
        }
        if !options.isEmpty { parts.append("Options\n" + options.joined(separator: "\n")) }
        if command.shape.takesItems {
            parts.append("Items\n  name=value  name:=json  name==query  Header:value  name=@file  -name (leave out)")
        }
        parts.append("Examples\n" + command.examples.map { "  \($0)" }.joined(separator: "\n"))
        if !beneath.isEmpty { parts.append("See also\n" + beneath.joined(separator: "\n")) }
        return parts.joined(separator: "\n\n")
    }

    /// A page that is not about one command.
    package struct Topic: Sendable {
        package let name: String
        let summary: String
        /// What else people may call it.
        package var others: [String] = []
        package let text: @Sendable (CommandTable) -> String
    }

    package static let topics: [Topic] = references + guides + [permissionTopic] + PluginTopics.topics + surroundings

    /// - Parameter name: in any case, in the singular or the plural.
    package static func topic(_ name: String) -> Topic? {
        let name = name.lowercased()
        let spellings = [name, name + "s", name.hasSuffix("s") ? String(name.dropLast()) : name]
        return topics.first { $0.name == name } ?? topics.first { $0.others.contains(name) }
            ?? topics.first { topic in
                spellings.contains(topic.name) || spellings.contains(where: topic.others.contains)
            }
    }

    /// What people may call a command.
    package static let commandNames = [
        "aliases": "alias", "lessons": "tutorial", "lesson": "tutorial", "preferences": "config", "settings": "config",
        "exchanges": "log", "diagnosis": "why",
    ]

    /// The lists that are made from the tables.
    private static let references = [
        Topic(name: "oauth", summary: "the terms of OAuth, each with its RFC; help oauth TERM") { _ in oauth("") ?? ""
        },
        Topic(name: "keys", summary: "what the keys do at the prompt") { _ in keys },
        Topic(name: "queries", summary: "what can be asked of the last exchange and the session") { table in
            let queries = table.vocabulary.queries.map { query in
                "  \(([query.name] + query.operands).joined(separator: " ").padded(to: 22))  \(query.summary)"
            }
            return (["  \("$…".padded(to: 22))  a JSONPath on the last JSON body (RFC 9535)"] + queries).joined(
                separator: "\n")
        },
        Topic(name: "predicates", summary: "what can be said of an answer; not turns each round") { table in
            table.vocabulary.predicates.map { "  \($0.usage.padded(to: 22))  \($0.summary)" }.joined(separator: "\n")
        },
        Topic(name: "filters", summary: "what a value can be made into after |") { table in
            table.vocabulary.filters.map { "  \($0.usage.padded(to: 22))  \($0.summary)" }.joined(separator: "\n")
        },
        Topic(name: "shapes", summary: "what match compares an answer with") { _ in
            let forms = [
                ("\"name\"?: SHAPE", "a member that may be missing"), ("{…, ...}", "other members are allowed"),
                ("[SHAPE...]", "a list whose elements all have the shape"), ("[A, B, ...]", "a list that begins so"),
                ("#string?", "a string or null"), ("#matches \"REGEX\"", "a string with a match"),
            ].map { "  \($0.0.padded(to: 22))  \($0.1)" }
            let placeholders = Placeholder.all.map { "  \("#\($0.name)".padded(to: 22))  \($0.summary)" }
            return (["A shape is JSON in quotes, with placeholders for values of a kind."] + forms + placeholders)
                .joined(separator: "\n")
        },
        Topic(name: "variables", summary: "where variables come from, and which of two counts") { _ in
            """
            The first in this order that has the name counts:
              loop variables and parameters
              what was saved since the start    save NAME = QUERY, set NAME=VALUE
              --var NAME=VALUE                  on the command line
              --vars-file FILE                  .json, or lines of NAME=value; the last file first
              --env NAME                        an environment of keyway.json, beside the recipe or in the working folder
              what the session kept from before
              "variables" of keyway.json

            `vars --where` shows each with its origin.
            """
        },
        Topic(name: "values", summary: "what {{…}} can name beside variables") { _ in
            let functions = ValueFunction.all.map { "  \($0.name.padded(to: 22))  \($0.summary)" }
            let groups = ValueGroup.all.map { "  \("\($0.name).…".padded(to: 22))  `vars --all` lists them" }
            return (functions + groups + ["  \("env.NAME".padded(to: 22))  an environment variable"]).joined(
                separator: "\n")
        },
    ]
}
