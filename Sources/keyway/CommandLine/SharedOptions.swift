internal import ArgumentParser
internal import HTTPMessage
internal import Script
internal import Terminal
internal import Workbench

/// The options that stand before any sub-command, or after it.
struct SharedOptions: ParsableArguments {
    @Option(help: "The session to work in.", completion: .sessions)
    var session: String?

    @Option(help: "How answers are written: text, or one JSON document a line.")
    var output = OutputFormat.text

    @Option(help: "Whether to use colours.")
    var color = ColorChoice.auto

    @Option(
        name: .customLong("var"),
        help: ArgumentHelp("A variable, as name=value; may be repeated.", valueName: "name=value"))
    var variables: [String] = []

    @Option(
        help: ArgumentHelp("A file of variables, .json or lines of NAME=value; may be repeated.", valueName: "file"),
        completion: .file())
    var varsFile: [String] = []

    @Option(help: ArgumentHelp("The environment of keyway.json whose variables count.", valueName: "name"))
    var env: String?

    @Option(
        help: ArgumentHelp(
            "Let recipes, included files and standard input do this: \(Permission.all.map(\.permission.rawValue).joined(separator: ", ")); may be repeated.",
            valueName: "what"),
        completion: .list(Permission.all.map(\.permission.rawValue)))
    var allow: [String] = []

    @Option(help: ArgumentHelp("Trust these certificate authorities (PEM).", valueName: "file"), completion: .file())
    var cacert: String?

    @Option(help: ArgumentHelp("Show this client certificate (PEM).", valueName: "file"), completion: .file())
    var cert: String?

    @Option(help: ArgumentHelp("The client certificate's key (PEM).", valueName: "file"), completion: .file())
    var key: String?

    @Option(help: ArgumentHelp("Go through this proxy.", valueName: "url"))
    var proxy: String?

    @Option(help: ArgumentHelp("Give up a request after so long; with run, the whole run.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("Give up a request after so long, also with run.", valueName: "seconds"))
    var requestTimeout: Double?

    @Option(help: ArgumentHelp("Give up connecting after so long.", valueName: "seconds"))
    var connectTimeout: Double?

    @Flag(help: "Do not verify servers: only for tests, never with real secrets.")
    var insecure = false

    @Flag(help: "No cursor tricks: for screen readers and slow lines.")
    var accessible = false

    enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never

        var policy: ColorPolicy { ColorPolicy(rawValue: rawValue) ?? .auto }
    }

    /// What was said, as values.
    ///
    /// - Parameter limitsRun: whether `--timeout` is about the whole run instead of each request.
    func values(limitsRun: Bool = false) -> ProgramOptions {
        ProgramOptions(
            output: output, color: color.policy, isAccessible: accessible, variables: givenVariables,
            variableFiles: varsFile,
            environment: env, allowed: Set(allow.map(Permission.init(rawValue:))),
            sending: sending(limitsRun: limitsRun),
            requestTimeout: requestTimeout ?? (limitsRun ? nil : timeout), connectTimeout: connectTimeout)
    }

    /// The variables by name.
    private var givenVariables: [String: String] {
        Dictionary(
            variables.compactMap { pair in
                guard let equals = pair.firstIndex(of: "=") else { return nil }
                return (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
            }
        ) { _, last in last }
    }

    func sending(limitsRun: Bool = false) -> TransportOptions {
        var options = TransportOptions()
        options.certificateAuthority = cacert
        options.clientCertificate = cert
        options.clientKey = key
        options.proxy = proxy
        options.timeout = requestTimeout ?? (limitsRun ? nil : timeout) ?? options.timeout
        options.connectTimeout = connectTimeout ?? options.connectTimeout
        options.insecure = insecure
        return options
    }

    func validate() throws {
        for pair in variables where !pair.contains("=") {
            throw ValidationError("--var takes name=value, not '\(pair)'")
        }
        for name in allow where !Permission.all.contains(where: { $0.permission.rawValue == name }) {
            let known = Permission.all.map { "\($0.permission.rawValue) (\($0.summary))" }
            throw ValidationError("--allow takes one of \(known.joined(separator: ", ")), not '\(name)'")
        }
        for seconds in [timeout, requestTimeout, connectTimeout].compactMap({ $0 }) where seconds <= 0 || seconds > 1e9
        {
            throw ValidationError("a timeout is a number of seconds greater than 0")
        }
    }
}

extension OutputFormat: ExpressibleByArgument {}
