internal import ArgumentParser
internal import Script
internal import Workbench

/// `keyway run FILE…`: recipes, each in a session of its own that ends with it.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run recipe files.",
        discussion: "Each runs in a fresh session that ends with it, or in the one that --session names.")

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Go on with the next step after a failure.")
    var keepGoing = false

    @Flag(name: .shortAndLong, help: "Show the bodies of the answers.")
    var verbose = false

    @Flag(help: "Stop before each command and ask what to do; needs a terminal.")
    var step = false

    @Argument(help: "The recipes.")
    var files: [String]

    func run() async throws {
        let system = System(shared)
        let console = DebugPrompt(system)
        if step, console == nil { throw ValidationError("--step needs a terminal to ask at") }
        var worst: Int32 = 0
        for file in files {
            let source = try system.source(file)
            let code = await RecipeRun(system, session: shared.session, isVerbose: verbose || step).run(
                source, keepsGoing: keepGoing, console: keepGoing ? nil : console, steps: step)
            worst = worst == 0 ? code : worst
            if code == 130 { break }
        }
        system.finish()
        if worst != 0 { throw ExitCode(worst) }
        try system.checkOutput()
    }
}
