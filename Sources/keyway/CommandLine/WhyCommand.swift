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
        let display = VerdictDisplay(display: system.display())
        let workbench = system.workbench(session: shared.session, display: display) { _ in nil }
        let number = exchange.map { " \($0)" } ?? ""
        let source = ScriptSource(name: "why", text: "import har {{archive}}\nwhy\(number)")
        let failures = await Interruption.cancelling { await workbench.run(source, locals: ["archive": JSON(file)]) }
        system.finish()
        if let first = failures.first { throw ExitCode(first.exitCode) }
        try system.checkOutput()
    }
}

/// Shows the verdict, and nothing of how the archive was read.
private struct VerdictDisplay: Display {
    let display: any Display

    func show(_ answer: Answer, of call: Invocation) async {
        if call.name == "why" { await display.show(answer, of: call) }
    }

    func stepBegan(_ title: String) async {}
    func failed(_ failure: Diagnostic, allowed: Bool) async { await display.failed(failure, allowed: allowed) }
    func streamed(_ text: String) async {}
    func text(of answer: Answer) async -> String { await display.text(of: answer) }
    func roundBegan(_ title: String) async {}
    func roundsEnded() async {}
}
