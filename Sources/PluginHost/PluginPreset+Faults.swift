internal import Diagnostics
internal import OAuthCore
internal import Plugins
internal import Providers
internal import Script

/// What is wrong with a preset of a plugin.
extension PluginPreset {
    private static let addresses = Set(["base_url", "clients_url"] + metadata(.url))

    /// Each line that cannot be used, and what is missing.
    static func faults(_ provider: PluginProvider, _ source: ScriptSource) -> [Diagnostic] {
        var seen: Set<String> = []
        let ofLines = provider.lines.compactMap { line -> Diagnostic? in
            let isNew = seen.insert(line.name).inserted || lists.contains(line.name)
            let (message, advice) = isNew ? fault(of: line) : ("\(line.name) is there twice", "take one of them out")
            return message.map { mistake($0, line.range, source, advice) }
        }
        guard seen.isDisjoint(with: ["base_url", "issuer", "token_endpoint"]) else { return ofLines }
        let missing = mistake(
            "the provider \(provider.name) has no base_url", provider.head, source,
            "say where its API is: base_url https://api.example.com")
        return [missing] + ofLines
    }

    /// What it could hardly do without, and need not have.
    static func doubts(_ provider: PluginProvider, _ source: ScriptSource) -> [Diagnostic] {
        let names = Set(provider.lines.map(\.name))
        let sources: Set = ["issuer", "token_endpoint", "authorization_endpoint", "key_variable"]
        guard names.isDisjoint(with: sources), faults(provider, source).isEmpty else { return [] }
        return [
            mistake(
                "nothing says where the tokens of \(provider.name) come from", provider.head, source,
                "add issuer, or authorization_endpoint and token_endpoint; key_variable for an API with keys")
        ]
    }

    private static func fault(of line: PluginProvider.Line) -> (String?, String) {
        let all = single + flags + words + lists
        guard all.contains(line.name) else {
            let nearest = nearestName(to: line.name, among: all).map { "did you mean \($0)?" }
            return ("a provider has no line \(line.name)", nearest ?? "`help provider … end` lists the lines it takes")
        }
        if lists.contains(line.name) { return fault(ofEntry: line) }
        guard value(of: line.name, line.values) != nil, !(words.contains(line.name) && line.values.isEmpty) else {
            return (
                "\(line.name) takes \(expected(of: line.name)), and has \(line.values.isEmpty ? "none" : line.values.joined(separator: " "))",
                "put a text of several words in quotes"
            )
        }
        let value = line.values.first ?? ""
        if addresses.contains(line.name), !isAddress(value) {
            return ("\(line.name) is no URL: \(value)", "write https:// and the host before the path")
        }
        let methods = ClientAuthenticator.all.map(\.name)
        if line.name == "auth", !methods.contains(value) {
            let nearest = nearestName(to: value, among: methods).map { "did you mean \($0)?" }
            return (
                "no client authentication is called \(value)",
                nearest ?? "it is one of \(methods.joined(separator: ", "))"
            )
        }
        return (nil, "")
    }

    private static func fault(ofEntry line: PluginProvider.Line) -> (String?, String) {
        guard let first = line.values.first, !first.isEmpty else {
            return (
                "\(line.name) says nothing", line.name == "scope" ? "write scope read \"what it allows\"" : "add it"
            )
        }
        guard line.name == "endpoint" else { return (nil, "") }
        let path = first.split(separator: " ", maxSplits: 1).last.map(String.init) ?? first
        guard path.hasPrefix("/") || path.contains("://") else {
            return ("\(first) is no endpoint", "write endpoint \"GET /me\" and the scope that it needs")
        }
        return (nil, "")
    }

    private static func expected(of name: String) -> String {
        words.contains(name) ? "one word or more" : flags.contains(name) ? "true or false" : "one word"
    }

    private static func isAddress(_ text: String) -> Bool {
        text.wholeMatch(of: /https?:\/\/[^\s\/?#]+[^\s]*/) != nil
    }

    private static func mistake(
        _ message: String, _ range: Range<Int>, _ source: ScriptSource, _ advice: String
    ) -> Diagnostic {
        Diagnostic(.syntax, "plugin-provider", message, source: source, range: range, advice: [advice])
    }
}
