internal import Answers
internal import ArgumentParser
internal import Diagnostics
internal import Workbench

/// `keyway`: the prompt, `-c`, a script on standard input, and the sub-commands.
@main
struct Keyway: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyway",
        abstract: "An OAuth 2.0 workbench for the terminal.",
        discussion: """
            Without a sub-command it reads commands: at the prompt on a terminal, else from standard input. \
            `help` at the prompt explains them.

            Exit codes: \(ExitStatus.sentence)
            """,
        version: Release.version,
        subcommands: [
            RunCommand.self, CheckCommand.self, FormatCommand.self, ServeCommand.self, QueryCommand.self,
            WhyCommand.self, PluginCommand.self,
            EditorFilesCommand.self, CompletionsCommand.self, ManCommand.self,
        ])

    @OptionGroup var shared: SharedOptions

    @Option(
        name: .customShort("c"),
        help: ArgumentHelp(
            "Run this text instead of reading commands; of several, each is a line.", valueName: "text"))
    var texts: [String] = []

    static func main() async {
        do {
            if CommandLine.arguments.count <= 1 {
                return try await start(System(ProgramOptions()), session: Session.usual)
            }
            var command = try parsed()
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            exit(withError: error)
        }
    }

    /// The command line; a line of the language that stands in it is told where it belongs.
    private static func parsed() throws -> any ParsableCommand {
        do { return try parseAsRoot() } catch {
            throw ShellWords.mistake(in: Array(CommandLine.arguments.dropFirst())) ?? error
        }
    }

    func run() async throws {
        let session = shared.session ?? Session.usual
        let system = System(shared.values())
        guard !texts.isEmpty else { return try await Self.start(system, session: session) }
        try await Runner(system, session: session).run(ScriptSource(.commandLine, text: texts.joined(separator: "\n")))
    }

    /// Reads commands: from the user, else from standard input.
    private static func start(_ system: System, session: String) async throws {
        guard !system.isInteractive else { return try await PromptLoop(system, session: session).run() }
        let source = ScriptSource(.standardInput, text: try system.standardInput())
        try await Runner(system, session: session).run(source)
    }
}

/// The session of those who name none.
enum Session {
    static let usual = "default"
}

enum Release {
    static let version = "0.1.0"
}
