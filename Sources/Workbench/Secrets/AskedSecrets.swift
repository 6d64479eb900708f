package import Diagnostics
internal import JSONKit
internal import Redaction
internal import Script

/// Secrets that are asked for instead of typed: `client_secret=?`, `--api-key ?`.
extension Workbench {
    /// The call with an answer in place of each `?` that stands for a secret.
    func askingSecrets(_ call: CommandContext) async throws(Diagnostic) -> CommandContext {
        let command = call.command
        guard command.shape.mayAsk, call.invocation.standsForSecret else { return call }
        var items: [Invocation.Item] = []
        for item in call.items {
            guard item.kind == .string, item.value.string == "?", isSecret(item.name, command) else {
                items.append(item)
                continue
            }
            let answer = try await askSecret(item.name.replacing("_", with: " "), for: call)
            items.append(Invocation.Item(kind: item.kind, name: item.name, value: JSON(answer), range: item.range))
        }
        var options: [Invocation.Option] = []
        for option in call.options {
            let shape = command.shape.options.first { $0.name == option.name }
            // A new passphrase is asked for twice, by its command.
            guard option.value == "?", shape?.completes == .secret, option.name != "passphrase" else {
                options.append(option)
                continue
            }
            let answer = try await askSecret(option.name.replacing("-", with: " "), for: call)
            options.append(Invocation.Option(name: option.name, value: answer, range: option.range))
        }
        return call.with(options: options, items: items)
    }

    private func isSecret(_ name: String, _ command: Command) -> Bool {
        SecretFinder.isSecret(name) || command.shape.items.contains { $0.name == name && $0.completes == .secret }
    }

    /// Asks for something that is not to be seen; it is hidden from then on.
    ///
    /// - Parameter name: what messages call it, where the question says it otherwise.
    package func askSecret(_ what: String, toldAs name: String? = nil, for call: CommandContext)
        async throws(Diagnostic)
        -> String
    {
        guard let ask = environment.askSecret else {
            throw Diagnostic(
                .usage, "nobody-to-ask", "the \(name ?? what) is to be asked for, and there is no terminal",
                source: call.source, range: call.range,
                advice: ["read it from a file with =@FILE", "or from the environment: {{env.NAME}}"])
        }
        guard let answer = await ask("\(what): "), !answer.isEmpty else {
            throw Diagnostic(
                .usage, "no-secret", "no \(name ?? what) was given; nothing was done", source: call.source,
                range: call.range)
        }
        return answer
    }
}

extension CommandShape {
    fileprivate var mayAsk: Bool { takesItems || options.contains { $0.completes == .secret } }
}

extension Invocation {
    fileprivate var standsForSecret: Bool {
        items.contains { $0.value.string == "?" } || options.contains { $0.value == "?" }
    }
}
