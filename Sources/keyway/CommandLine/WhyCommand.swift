internal import ArgumentParser
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

/// `keyway why FILE.har`: what broke in a capture that comes from elsewhere.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Tell which link of the chain broke in an HTTP Archive.",
        discussion: """
            The archive of a browser, a proxy or `export har` is read into a session that ends with this command, and the \
            last failure in it is judged; nothing is sent. With --session it stays there, for `log`, `trace` and `why N`.
            """)

    @OptionGroup var shared: SharedOptions

    @Option(help: "Judge this exchange, as `log` numbers them, instead of the last failure.")
    var exchange: Int?

    @Argument(help: "The archive.", completion: .file(extensions: ["har"]))
    var file: String

    func run() async throws {
        let system = System(shared.values())
        let workbench = system.workbench(session: shared.session, display: system.display()) { _ in nil }
        let reading = ScriptSource(.commandLine, text: "import har {{archive}}", name: "why")
        let question = ScriptSource(.commandLine, text: "why\(exchange.map { " \($0)" } ?? "")", name: "why")
        let failures = await Interruption.cancelling {
            let failures = await workbench.runSilently(reading, locals: ["archive": JSON(file)])
            return failures.isEmpty ? await workbench.run(question) : failures
        }
        system.finish()
        if let first = failures.first { throw ExitCode(first.exitCode) }
        try system.checkOutput()
    }
}
