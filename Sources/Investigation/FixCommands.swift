package import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import OAuthCore
internal import Workbench

/// How the steps of a fix are written as commands; no other place knows it.
package enum FixCommands {
    /// A line for each step, in their order, without those that no command does.
    package static func lines(_ steps: [FixStep]) -> [String] { steps.compactMap(line) }

    /// Nil where no command does the step: a call by a method without a command, or with a body that would be taken for
    /// the name of a file.
    static func line(_ step: FixStep) -> String? {
        guard let words = words(step.action) else { return nil }
        let method = step.clientAuthentication.map { ["--auth \(word($0))"] } ?? []
        let proxy = step.bypassesProxy ? ["--proxy ''"] : []
        return (words + method + proxy).joined(separator: " ")
    }

    static func line(_ probe: Alternative.Probe) -> String {
        switch probe {
        case .prove: "why --prove"
        case .listClients: "client list --remote"
        case .probeScopes: "scopes probe"
        }
    }

    private static func words(_ action: FixStep.Action) -> [String]? {
        switch action {
        case .authorize(let change): authorize(change)
        case .exchange: ["exchange"]
        case .refresh(let scope): ["refresh"] + (scope.map { [item("scope", $0.text)] } ?? [])
        case .introspect: ["introspect"]
        case .revoke: ["revoke"]
        case .userinfo: ["userinfo"]
        case .call(let call): self.call(call)
        case .listClients: ["client list --remote"]
        case .resetSecret: ["client reset-secret"]
        case .createClient(let name, let scope): ["client create", word(name), item("scope", scope.text)]
        case .discoverMetadata: ["provider discover"]
        case .setMetadata(let name, let value): ["provider set", item(name, value)]
        case .useIssuer(let issuer): ["use", word(issuer)]
        }
    }

    private static func authorize(_ change: AuthorizationChange) -> [String] {
        var words = ["authorize"]
        if let scope = change.scope { words.append(item("scope", scope.text)) }
        words += change.parameters.map { item($0.name, $0.value) }
        if let redirectURI = change.redirectURI { words.append("--redirect \(word(redirectURI))") }
        if let user = change.user { words.append("--as \(word(user))") }
        return words
    }

    private static let methods: Set<String> = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

    private static func call(_ call: ResourceCall) -> [String]? {
        guard methods.contains(call.method), call.body?.hasPrefix("@") != true else { return nil }
        var words = [call.method.lowercased(), word(call.target)]
        if let body = call.body { words.append("--body \(word(body))") }
        if let type = call.contentType { words.append("Content-Type:\(word(type))") }
        return words
    }

    private static func item(_ name: String, _ value: String) -> String { "\(name)=\(word(value))" }

    /// The text as one word of the language, which the parser reads back unchanged: without quotes where that is
    /// possible, in `'…'` where it has characters that `"…"` would have to escape.
    ///
    /// The text may be a server's. It is looked at scalar by scalar, as the parser does, since a quotation mark with a
    /// combining character is another `Character` and ends a quoted word all the same.
    static func word(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { octet in octet.isAlphanumeric || "/_.:-+".utf8.contains(octet) }
        if isPlain, !text.isEmpty { return text }
        let scalars = text.unicodeScalars
        if !scalars.contains("'"), scalars.contains(where: { ["\"", "\\", "{"].contains($0) }) { return "'\(text)'" }
        return "\"\(escaped(scalars))\""
    }

    /// The content of `"…"`, without a `{{` that would begin a reference.
    private static func escaped(_ scalars: String.UnicodeScalarView) -> String {
        var result = String.UnicodeScalarView()
        for scalar in scalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\"", "\\": result.append(contentsOf: ["\\", scalar])
            case "{" where result.last == "{":
                result.removeLast()
                result.append(contentsOf: "\\{{".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
