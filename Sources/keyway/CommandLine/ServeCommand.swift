internal import ArgumentParser
internal import Diagnostics
internal import HTTPMessage
internal import Sandbox
internal import SandboxCore
internal import Session
internal import Terminal

/// `keyway serve`: the sandbox provider by itself.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the sandbox provider until Ctrl-C.",
        discussion: "It listens on loopback unless --host says otherwise.")

    @OptionGroup var shared: SharedOptions

    @Option(help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 takes any.")
    var port = 8080

    @Option(
        help: ArgumentHelp("Keep everything in this SQLite file; in memory otherwise.", valueName: "file"),
        completion: .file())
    var store: String?

    @Option(
        help: ArgumentHelp("Bring your own users, characters and models (JSON).", valueName: "file"),
        completion: .file())
    var seed: String?

    @Option(help: ArgumentHelp("An OpenAI-compatible server that answers chat and images.", valueName: "url"))
    var upstream: String?

    @Option(help: ArgumentHelp("The URL of the API as clients see it, behind a proxy.", valueName: "url"))
    var publicUrl: String?

    @Option(
        name: .customLong("with"),
        help: ArgumentHelp("Switch a feature on that is off by default; may be repeated.", valueName: "feature"))
    var added: [String] = []

    @Option(
        name: .customLong("without"),
        help: ArgumentHelp("Switch a feature off, device-authorization say; may be repeated.", valueName: "feature"))
    var removed: [String] = []

    @Option(
        name: .customLong("setting"),
        help: ArgumentHelp(
            "Set a number of a feature, device-authorization.interval=1 say; may be repeated.",
            valueName: "feature.name=n"))
    var settings: [String] = []

    @Flag(help: "Do not log requests.")
    var quiet = false

    func run() async throws {
        let system = System(shared.values())
        let output = system.output
        let isQuiet = quiet
        do {
            let server = try await SandboxServer.start(
                try configuration(system), clock: system.clock, randomBytes: system.random
            ) { event in
                if !isQuiet { output.writeLine(ServeLog.line(event, output.capabilities)) }
                output.flush()
            }
            output.write(ServeLog.welcome(server, output.capabilities))
            output.flush()
            await Interruption.wait()
            await server.stop()
        } catch let error as SandboxError {
            system.failed(error.message, advice: error.advice)
            throw ExitCode(3)
        }
    }

    /// The switches by the names of features; a name that there is not is refused when the server starts.
    func configure(_ configuration: inout SandboxConfiguration) throws {
        for name in added { configuration.features[name] = true }
        for name in removed { configuration.features[name] = false }
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let number = Int64(parts[1]) else {
                throw ValidationError("--setting takes FEATURE.NAME=NUMBER, and not \(setting)")
            }
            configuration.settings[parts[0]] = number
        }
    }

    private func configuration(_ system: System) throws -> SandboxConfiguration {
        var configuration = SandboxConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.store = store.map { .file($0) } ?? .memory
        configuration.publicURL = publicUrl
        try configure(&configuration)
        configuration.transport = system.transport
        if let seed { configuration.seed = try SandboxSeed(parsing: try system.json(ofFile: seed)) }
        if let upstream {
            configuration.upstream = SandboxUpstream(
                url: upstream, apiKey: system.environment["KEYWAY_UPSTREAM_KEY"], transport: system.transport,
                options: shared.sending())
        }
        return configuration
    }
}

/// What `keyway serve` prints.
enum ServeLog {
    static func welcome(_ server: SandboxServer, _ capabilities: TerminalCapabilities) -> String {
        let users = server.users.map { "\($0.name) (password \($0.password))" }.joined(separator: ", ")
        return """
            \(capabilities.paint("Keyway sandbox", .bold)) at \(capabilities.paint(server.baseURL, .url))
              users     \(users)
              API keys  \(server.users.map(\.apiKey).joined(separator: ", "))
              stop      Ctrl-C

            """
    }

    static func line(_ event: SandboxEvent, _ capabilities: TerminalCapabilities) -> String {
        let status = capabilities.paint("\(event.status)", event.status < 400 ? .success : .error)
        let cause = event.cause.map { "  \(capabilities.paint($0.sanitizedForOneLine(), .dim))" } ?? ""
        return "\(status) \(event.method) \(event.path.sanitizedForOneLine())\(cause)"
    }
}
