internal import Answers
internal import Diagnostics
internal import Script
internal import Workbench

/// The page of `help permissions`: what texts from files, plugins and hooks may do, made from ``Permission/all`` and from
/// what the commands say of themselves.
extension HelpText {
    static let permissionTopic = Topic(
        name: "permissions", summary: "what recipes, plugins and hooks may do, and --allow",
        others: ["permission", "allow", "trust"]
    ) { table in
        let commands = table.commands
        return ([fromFiles(commands)] + fromPlugins(commands)).joined(separator: "\n\n")
    }

    private static func fromFiles(_ commands: [Command]) -> String {
        let permissions = Permission.all.flatMap { permission, summary in
            ["  \(permission.rawValue.padded(to: 12))  \(summary)"]
                + inLines(subjects(of: permission, commands), indent: 16)
        }
        let typedOnly = commands.filter { !$0.traits.runBy.contains(.recipe) && $0.traits.needs == nil }.map(\.name)
        return """
            What you type at the prompt and with -c may do everything. A recipe, an included file and standard input may be \
            somebody else's: these need an --allow, which holds for one run.

            \(permissions.joined(separator: "\n"))

            keyway run --allow files --allow network FILE allows two of them; keyway --allow files reads standard input.
            A text on standard input needs no --allow for sessions and endpoints: you give it, and name the session.
            Only typed, whatever is allowed: \(typedOnly.joined(separator: ", ")).
            """
    }

    private static func fromPlugins(_ commands: [Command]) -> [String] {
        let hooks = commands.filter { $0.traits.runBy.contains(.hook) }.map(\.name)
        let plugins = commands.filter { $0.traits.runBy.contains(.plugin) && !$0.traits.runBy.contains(.hook) }
            .map(\.name)
        return [
            "A hook of a plugin may run these and no others:\n" + inLines(hooks, indent: 2).joined(separator: "\n"),
            "A command of a plugin, and keyway/run, may also run these:\n"
                + inLines(plugins, indent: 2).joined(separator: "\n"),
            """
            Plugins write no files, start no programs and have none of the permissions above; --allow does not change \
            that. Hooks and keyway/run read no files either.
            """,
        ]
    }

    /// The commands and options that a permission is about.
    private static func subjects(of permission: Permission, _ commands: [Command]) -> [String] {
        let names = commands.filter { $0.traits.needs == permission }.map(\.name)
        let options = commands.flatMap(\.shape.options).filter { $0.needs == permission }.map { "--\($0.name)" }
        var seen: Set<String> = []
        return (names + options).filter { seen.insert($0).inserted }
    }

    /// Names with commas between, in lines of at most 100 characters.
    private static func inLines(_ names: [String], indent: Int) -> [String] {
        var lines: [String] = []
        for name in names {
            if let last = lines.last, last.count + name.count + 2 + indent <= 100 {
                lines[lines.count - 1] = "\(last), \(name)"
            } else {
                lines.append(name)
            }
        }
        return lines.map { String(repeating: " ", count: indent) + $0 }
    }
}
