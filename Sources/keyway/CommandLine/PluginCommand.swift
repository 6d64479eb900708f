internal import ArgumentParser
internal import Diagnostics
internal import Workbench

/// `keyway plugin …`: the same commands as at the prompt, from a shell.
struct PluginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "Add, list, try or write plugins.",
        discussion: """
            What follows is the command that the prompt has: `keyway plugin add ./sign.py` asks on a terminal what \
            `plugin add ./sign.py` asks there, and elsewhere wants --yes NAME. `keyway -c 'help plugins'` explains plugins.
            """)

    @OptionGroup var shared: SharedOptions

    @Option(help: ArgumentHelp("With add: agree to what the plugin of this name asks for.", valueName: "name"))
    var yes: String?

    @Option(help: "With new: script or process.")
    var kind: String?

    @Argument(
        help: ArgumentHelp("list, show NAME, test FILE, add FILE, remove NAME or new NAME.", valueName: "command"),
        completion: .pluginCommands)
    var words: [String] = []

    func run() async throws {
        let system = System(shared.values())
        let options = [("--yes", yes), ("--kind", kind)].flatMap { name, value in value.map { [name, $0] } ?? [] }
        let line = ShellWords.line(["plugin"] + (words.isEmpty ? ["list"] : words) + options)
        let runner = Runner(system, session: shared.session ?? Session.usual, readLine: LoneQuestion(system).ask)
        try await runner.run(ScriptSource(.commandLine, text: line, name: "keyway plugin"))
    }
}
