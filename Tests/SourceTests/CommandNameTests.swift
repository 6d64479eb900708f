import Commands
import Testing
import Workbench

/// What a command is, its own file says: no other file decides anything by a command's name.
@Suite struct CommandNameTests {
    private static let names = Set(CommandTable.standard.commands.map(\.name))

    /// Where commands are declared: these files spell their own names.
    private static func declaresCommands(_ file: SourceFile) -> Bool {
        file.module == "Commands"
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
        ("Debugging/DebugCommands.swift", ["help"]),
        // A column of the table of values.
        ("keyway/Display/AnswerText.swift", ["set"]),
    ]

    /// Violations that are known. Nothing is added here: a command says everything about itself.
    private static let violations: [(path: String, names: [String])] = [
        ("Completing/LinePosition.swift", ["watch"]),
        ("Completing/Sources/HeaderNames.swift", ["expect", "match", "save", "show"]),
        ("Investigation/Workbench+Evidence.swift", ["authorize"]),
        ("PluginHost/HookVerb.swift", ["annotate", "change", "refuse"]),
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
