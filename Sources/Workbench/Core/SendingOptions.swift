package import Diagnostics
package import HTTPMessage
package import Script
internal import Settings

/// The options that every command which sends something takes.
package enum SendingOptions {
    /// The options of time limits, sizes, certificates and proxies.
    package static let shapes: [OptionShape] = [
        OptionShape("timeout", value: "SECONDS", "give up after so long (60)"),
        OptionShape("connect-timeout", value: "SECONDS", "give up connecting after so long (10)"),
        OptionShape("max-size", value: "BYTES", "refuse a larger body (16777216)"),
        OptionShape(
            "cacert", value: "FILE", "trust these certificate authorities (PEM)", completes: .file, needs: .network),
        OptionShape("cert", value: "FILE", "show this client certificate (PEM)", completes: .file, needs: .network),
        OptionShape("key", value: "FILE", "the client certificate's key (PEM)", completes: .file, needs: .network),
        OptionShape("proxy", value: "URL", "go through this proxy", needs: .network),
        OptionShape("insecure", "do not verify the server: only for tests, never with real secrets", needs: .network),
    ]

    /// The option by which a call follows redirects.
    package static let follow = OptionShape("follow", "follow redirects, without credentials to another origin")
}

extension Workbench {
    /// The options of a call on top of those given at the start.
    package func sendingOptions(of call: CommandContext) throws(Diagnostic) -> TransportOptions {
        var options = environment.sending
        options.timeout =
            try number("timeout", of: call) ?? environment.givenTimeout ?? preferred(.timeout) ?? options.timeout
        options.connectTimeout =
            try number("connect-timeout", of: call) ?? environment.givenConnectTimeout ?? preferred(.connectTimeout)
            ?? options.connectTimeout
        options.bodyLimit = try number("max-size", of: call).map { Int($0) } ?? options.bodyLimit
        options.certificateAuthority = call.option("cacert") ?? options.certificateAuthority
        options.clientCertificate = call.option("cert") ?? options.clientCertificate
        options.clientKey = call.option("key") ?? options.clientKey
        options.proxy = call.option("proxy") ?? options.proxy
        options.insecure = options.insecure || call.has("insecure")
        let omitted = call.items.filter { $0.kind == .omission }.map(\.name)
        options.omittedHeaders = omitted.filter { Workbench.addedHeaders.contains($0.lowercased()) }
        return options
    }

    private func preferred(_ preference: Preference) -> Double? { Double(environment.preferences[preference]) }

    /// The positive number of an option.
    package func number(_ name: String, of call: CommandContext) throws(Diagnostic) -> Double? {
        guard let option = call.options.last(where: { $0.name == name }), let text = option.value else { return nil }
        guard let number = Double(text), number > 0, number < 1e12 else {
            throw Diagnostic(
                .usage, "option-value", "--\(name) takes a number greater than 0", source: call.source,
                range: option.range, found: text)
        }
        return number
    }
}
