internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import Interchange
internal import JSONKit
internal import Redaction
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum ImportCurl {
    static let command = Command(
        "import curl", .look, "send the request of a curl command line, and keep it like any other",
        operands: [OperandShape("TEXT", .word, "the command line in quotes, or the name of a file that holds it")],
        options: [OptionShape("print", "show it as a command of Keyway instead of sending it"), SendingOptions.follow]
            + SendingOptions.shapes,
        details: """
            It reads what browsers copy ("Copy as cURL (bash)") and what API documents show. A line with quotes of its own \
            goes between \"\"\" and \"\"\", or in a file.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .texts, needs: nil, recipe: .kept(needs: [], makes: [], renews: false),
            locked: .refused, failure: .judgedWithAnswers, dry: .sends(standIn: nil), comparesSecrets: false,
            shown: .always),
        examples: [
            "import curl 'curl https://api.example/me -H \"Accept: application/json\"'",
            "import curl request.sh --print",
        ], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let command = try read(call.text(0) ?? "", call, bench)
        if call.has("print") {
            let secrets = secrets(of: command.request)
            let line = KeywayText.line(command.request, secrets: secrets, options: options(of: command))
            return .text(line)
        }
        if command.proxy != nil || command.isInsecure || !command.settings.isEmpty {
            try bench.permissions.check(.network, "curl's options for proxies and certificates", call)
        }
        var options = try bench.sendingOptions(of: call)
        options.proxy = command.proxy ?? options.proxy
        options.insecure = options.insecure || command.isInsecure
        options.timeout = command.timeout ?? options.timeout
        options.certificateAuthority = command.settings["cacert"] ?? options.certificateAuthority
        options.clientCertificate = command.settings["cert"] ?? options.clientCertificate
        options.clientKey = command.settings["key"] ?? options.clientKey
        let entry = try await bench.send(
            command.request, for: call, options: options,
            policy: call.has("follow") || command.followsRedirects ? .follow() : .never, purpose: .resource,
            context: ExchangeContext())
        let ignored = command.ignored.isEmpty ? [] : ["without meaning here: " + command.ignored.joined(separator: " ")]
        return .exchange(ExchangeAnswer(entry, notes: ignored))
    }

    /// The text itself, or what a file holds.
    private static func read(
        _ text: String, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) -> CurlCommand {
        let files = bench.environment.files
        let isLine = text.contains { $0.isWhitespace }
        let line = isLine ? text : try bench.text(ofFile: call.source.path(of: text))
        do throws(InterchangeError) {
            return try CurlCommand(parsing: line) { name throws(InterchangeError) in
                do throws(Diagnostic) {
                    return try files.read(call.source.path(of: name))
                } catch {
                    throw InterchangeError("curl-file", error.message, advice: error.advice)
                }
            }
        } catch {
            throw Diagnostic(error)
        }
    }

    /// What the request itself shows to be secret.
    private static func secrets(of request: HTTPRequest) -> ExportSecrets {
        let exchange = HTTPExchange(request: request, outcome: .failure(TransportError(.other, "")), startedAt: 0)
        var taken: [String: Int] = [:]
        return ExportSecrets(
            SecretFinder.secrets(in: exchange).map { secret in
                taken[secret.kind, default: 0] += 1
                let count = taken[secret.kind] ?? 1
                return ExportSecret(
                    value: secret.value, name: count == 1 ? secret.kind : "\(secret.kind)_\(count)", standIn: "")
            })
    }

    private static func options(of command: CurlCommand) -> [String] {
        var options = command.followsRedirects ? ["--follow"] : []
        if command.isInsecure { options.append("--insecure") }
        if let proxy = command.proxy { options.append("--proxy \(KeywayText.word(proxy, .none))") }
        if let timeout = command.timeout { options.append("--timeout \(timeout)") }
        for (name, value) in command.settings.sorted(by: { $0.key < $1.key }) {
            options.append("--\(name) \(KeywayText.word(value, .none))")
        }
        return options
    }
}
