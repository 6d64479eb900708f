internal import ArgumentParser
internal import Script
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
            WhyCommand.self,
            EditorFilesCommand.self, CompletionsCommand.self, ManCommand.self,
        ])

    @OptionGroup var shared: SharedOptions

    @Option(
        name: .customShort("c"), help: ArgumentHelp("Run this text instead of reading commands.", valueName: "text"))
    var text: String?

    func run() async throws {
        let system = System(shared)
        if let text {
            try await Runner(system, session: shared.session ?? Session.usual).run(ScriptSource(name: "-c", text: text))
        } else if system.isInteractive {
            try await PromptLoop(system, session: shared.session ?? Session.usual).run()
        } else {
            let source = ScriptSource(name: "standard input", text: try system.standardInput())
            try await Runner(system, session: shared.session ?? Session.usual).run(source)
        }
    }
}

/// The session of those who name none.
enum Session {
    static let usual = "default"
}

enum Release {
    static let version = "0.1.0"
}
