internal import JSONKit
internal import Script

/// The words of `help`, made from the tables.
enum HelpText {
    static func overview(_ table: CommandTable) -> String {
        let groups = Command.Group.allCases.map { group in
            ([group.rawValue] + table.commands.filter { $0.group == group }.map { line($0) }).joined(separator: "\n")
        }
        let topics =
            "Topics\n" + topics.map { "  help \($0.name.padded(to: 22))  \($0.summary)" }.joined(separator: "\n")
        let language = """
            Language
              step "TITLE"                 a part of a recipe, up to the next step
              try COMMAND                  a command that may fail
              $.a[0].b                     what a JSONPath (RFC 9535) finds in the last answer
              {{client.id | upper}}        a value, with filters
            """
        return (groups + [language, topics]).joined(separator: "\n\n")
    }

    static func line(_ command: Command) -> String { "  \(command.name.padded(to: 22))  \(command.summary)" }

    static func command(_ command: Command) -> String {
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
        return parts.joined(separator: "\n\n")
    }

    /// A page that is not about one command.
    struct Topic: Sendable {
        let name: String
        let summary: String
        let text: @Sendable (Vocabulary) -> String
    }

    static let topics = [
        Topic(name: "queries", summary: "what can be asked of the last exchange and the session") { vocabulary in
            let queries = vocabulary.queries.map { query in
                "  \(([query.name] + query.operands).joined(separator: " ").padded(to: 22))  \(query.summary)"
            }
            return (["  \("$…".padded(to: 22))  a JSONPath on the last JSON body (RFC 9535)"] + queries).joined(
                separator: "\n")
        },
        Topic(name: "predicates", summary: "what can be said of an answer; not turns each round") { vocabulary in
            vocabulary.predicates.map { "  \($0.usage.padded(to: 22))  \($0.summary)" }.joined(separator: "\n")
        },
        Topic(name: "filters", summary: "what a value can be made into after |") { vocabulary in
            vocabulary.filters.map { "  \($0.usage.padded(to: 22))  \($0.summary)" }.joined(separator: "\n")
        },
        Topic(name: "values", summary: "what {{…}} can name beside variables") { _ in
            let functions = ValueFunction.all.map { "  \($0.name.padded(to: 22))  \($0.summary)" }
            let groups = ValueGroup.all.map { "  \("\($0.name).…".padded(to: 22))  `vars --all` lists them" }
            return (functions + groups + ["  \("env.NAME".padded(to: 22))  an environment variable"]).joined(
                separator: "\n")
        },
    ]
}

extension String {
    /// With blanks up to this many characters.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
