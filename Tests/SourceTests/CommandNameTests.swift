import Testing
import Workbench

/// What a command is, its own file says: no other file decides anything by a command's name.
@Suite struct CommandNameTests {
    private static let names = Set(CommandTable.standard.commands.map(\.name))

    /// Where commands are declared: these files spell their own names.
    private static func declaresCommands(_ file: SourceFile) -> Bool {
        file.module == "Commands" || file.path.hasPrefix("Workbench/Commands/")
    }

    @Test func noOtherFileDecidesByACommandsName() throws {
        let search = NameComparisons(names: Self.names)
        var found: Set<String> = []
        for file in try SourceFile.all() where !Self.declaresCommands(file) {
            for name in search.found(in: file.tokens) { found.insert("\(file.path): \(name)") }
        }
        let known = Set(Self.known.flatMap { entry in entry.names.map { "\(entry.path): \($0)" } })
        let new = found.subtracting(known).sorted()
        #expect(new.isEmpty, "a trait of the command must say this instead: \(new.joined(separator: "; "))")
        let stale = known.subtracting(found).sorted()
        #expect(stale.isEmpty, "no longer there, so take it out of the list: \(stale.joined(separator: "; "))")
    }

    /// Words that are spelled as a command is, and name something else.
    private static let homonyms: [(path: String, names: [String])] = [
        // Commands of the debugger.
        ("Workbench/Debugging/DebugCommands.swift", ["help"]),
        // A column of the table of values.
        ("keyway/Display/AnswerText.swift", ["set"]),
    ]

    /// Violations that are known. Nothing is added here: a command says everything about itself.
    private static let violations: [(path: String, names: [String])] = [
        ("Reports/RunReport+Counts.swift", ["expect", "match"]),
        ("Workbench/Bundles/MaskedSession.swift", ["why"]),
        ("Workbench/Completion/LinePosition.swift", ["watch"]),
        ("Workbench/Completion/Sources/HeaderNames.swift", ["expect", "match", "save", "show"]),
        (
            "Workbench/Evidence/FailureNotes.swift",
            [
                "authorize", "client create", "client list", "client reset-secret", "delete", "exchange", "expect",
                "get", "head", "introspect", "options", "patch", "post", "provider add", "provider discover", "put",
                "refresh", "revoke", "save", "show", "token inspect", "token verify", "use", "userinfo",
            ]
        ),
        ("Workbench/Evidence/Workbench+Evidence.swift", ["authorize"]),
        ("Workbench/Plugins/HookVerb.swift", ["annotate", "change", "refuse"]),
        (
            "Workbench/Plugins/PluginLine.swift",
            [
                "edit", "provider add", "provider discover", "provider remove", "provider set", "quit",
                "session import", "session lock", "session unlock", "watch",
            ]
        ),
        (
            "Workbench/Recipes/RecipeNeeds.swift",
            [
                "authorize", "client add", "client create", "client use", "delete", "exchange", "get", "head",
                "introspect", "options", "patch", "post", "provider add", "put", "refresh", "revoke", "save", "set",
                "token diff", "token inspect", "token use", "token verify", "use", "userinfo",
            ]
        ),
        (
            "Workbench/Recipes/RecipeWriter.swift",
            [
                "alias", "alias list", "client list", "client show", "config", "edit", "export", "help", "history",
                "history clear", "history save", "history search", "log", "provider list", "provider show", "quit",
                "record start", "record stop", "sandbox status", "sandbox users", "session export", "session import",
                "session list", "session show", "show", "token list", "token show", "unalias", "vars",
            ]
        ),
        (
            "Workbench/Recipes/Workbench+Dry.swift",
            [
                "authorize", "client create", "exchange", "expect", "match", "refresh", "save", "show",
            ]
        ),
        (
            "Workbench/Recipes/Workbench+Typed.swift",
            [
                "authorize", "client add", "client create", "client reset-secret", "client use", "exchange",
                "refresh", "token use", "use",
            ]
        ),
        ("Workbench/Tutorial/Tutorial.swift", ["show"]),
        ("Workbench/Tutorial/Workbench+Tutorial.swift", ["tutorial"]),
        ("keyway/CommandLine/WhyCommand.swift", ["why"]),
        ("keyway/Display/TextDisplay.swift", ["expect", "match", "save", "set"]),
        ("keyway/Running/RunCollector.swift", ["expect", "match"]),
    ]

    private static let known = homonyms + violations
}

@Suite struct NameComparisonsTests {
    static let examples: [(text: String, found: Set<String>)] = [
        (#"if call.name == "get" { }"#, ["get"]), (#"call.name != "token list""#, ["token list"]),
        (#"if "get" == command?.name { }"#, ["get"]), (#"words.first == "get""#, ["get"]),
        (#"switch call.name { case "get", "post": a(); default: b() }"#, ["get", "post"]),
        (#"switch method { case "get": a() }"#, []),
        (#"switch name { case x: switch kind { case "get": a() } }"#, []),
        (#"["get", "frob"].contains(call.name)"#, ["get"]), (#"["get", "frob"].contains(method)"#, []),
        ("let all: Set = [\n    \"get\", \"post\",\n]", ["get", "post"]), (#"["get": 1]"#, []),
        (#"let method = "get""#, []), (#"// call.name == "get""#, []),
        (#"name == "a \(x == "get" ? 1 : 2)""#, []),
        ("let text = \"\"\"\n    name == \"get\"\n    \"\"\"", []),
    ]

    @Test(arguments: examples) func whatIsFound(_ example: (text: String, found: Set<String>)) {
        let search = NameComparisons(names: ["get", "post", "token list"])
        #expect(search.found(in: SwiftToken.tokens(of: example.text)) == example.found, "\(example.text)")
    }
}
