internal import ArgumentParser
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

/// `keyway why FILE`: what broke in a capture that comes from elsewhere, or in a recording of `why`.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Tell which link of the chain broke in an HTTP Archive, or in a recording of why.",
        discussion: """
            The archive of a browser, a proxy or `export har`, or what `why --recording FILE` wrote, is read into a session \
            that ends with this command, and the last failure in it is judged; nothing is sent. With --session it stays \
            there, for `log`, `trace` and `why N`.
            """)

    @OptionGroup var shared: SharedOptions

    @Option(help: "Judge this exchange, as `log` numbers them, instead of the last failure.")
    var exchange: Int?

    @Option(
        help: ArgumentHelp(
            "Write the verdict to this page (.md or .html), with every secret masked.", valueName: "file"),
        completion: .file(extensions: ["md", "html"]))
    var report: String?

    @Argument(help: "The archive, or the recording.", completion: .file(extensions: ["har", "json"]))
    var file: String

    func run() async throws {
        let system = System(shared.values())
        let workbench = system.workbench(session: shared.session, display: system.display()) { _ in nil }
        let kind = isRecording(system) ? "recording" : "har"
        let reading = ScriptSource(.commandLine, text: "import \(kind) {{archive}}", name: "why")
        let page = report == nil ? "" : " --report {{page}}"
        let question = ScriptSource(.commandLine, text: "why\(exchange.map { " \($0)" } ?? "")\(page)", name: "why")
        let failures = await Interruption.cancelling {
            let failures = await workbench.runSilently(reading, locals: ["archive": JSON(file)])
            return failures.isEmpty
                ? await workbench.run(question, locals: ["page": JSON(report ?? "")]) : failures
        }
        system.finish()
        if let first = failures.first { throw ExitCode(first.exitCode) }
        try system.checkOutput()
    }

    /// A file that cannot be read is told when it is taken in.
    private func isRecording(_ system: System) -> Bool {
        (try? system.files.read(file)).map(SessionRecording.begins) ?? false
    }
}
