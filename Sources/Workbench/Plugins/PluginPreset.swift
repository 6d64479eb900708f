internal import JSONKit
internal import OAuthCore
internal import Plugins
internal import Script

/// A preset of a plugin: `provider NAME … end`, whose lines are called as RFC 8414 §2 calls its members.
enum PluginPreset {
    private static let single = [
        "title", "base_url", "issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint",
        "revocation_endpoint", "introspection_endpoint", "registration_endpoint", "jwks_uri", "auth", "key_variable",
        "clients_url", "token_member",
    ]
    private static let ofPreset = ["title", "base_url", "key_variable", "clients_url"]
    /// `true` and `false` may stand behind them; alone they are true.
    private static let flags = [
        "port_agnostic", "asks_with_commas", "divides_scopes_by_commas",
        "authorization_response_iss_parameter_supported",
    ]
    private static let ofDialect = ["divides_scopes_by_commas", "bearer_types", "token_member"]
    private static let words = [
        "default_scopes", "bearer_types", "scopes_supported", "grant_types_supported",
        "token_endpoint_auth_methods_supported", "code_challenge_methods_supported",
    ]
    private static let lists = ["scope", "endpoint", "quirk"]

    static func json(_ provider: PluginProvider, _ source: ScriptSource) throws(Diagnostic) -> JSON {
        if let fault = faults(provider, source).first { throw fault }
        var preset = JSON(members: [("name", JSON(provider.name))])
        var server = JSON(members: [])
        var dialect = JSON(members: [])
        for line in provider.lines where !lists.contains(line.name) {
            guard let value = value(of: line.name, line.values) else { continue }
            switch line.name {
            case "auth": preset = preset.setting("authentication_method", to: value)
            case "default_scopes": preset = preset.setting("scopes", to: value)
            case "token_member": dialect = dialect.setting("member", to: value)
            case let name where ofDialect.contains(name): dialect = dialect.setting(name, to: value)
            case let name where ofPreset.contains(name): preset = preset.setting(name, to: value)
            case "port_agnostic", "asks_with_commas": preset = preset.setting(line.name, to: value)
            default: server = server.setting(line.name, to: value)
            }
        }
        let base = preset["base_url"] ?? server["issuer"] ?? server["token_endpoint"] ?? ""
        if dialect.members?.isEmpty == false { preset = preset.setting("token_dialect", to: dialect) }
        return withLists(preset.setting("base_url", to: base).setting("server", to: server), provider)
    }

    /// What a line says; nil where it is not known, or has too few or too many words.
    private static func value(of name: String, _ values: [String]) -> JSON? {
        if words.contains(name) { return JSON(values.map { JSON($0) }) }
        if flags.contains(name) {
            return values.isEmpty || values == ["true"] ? true : values == ["false"] ? false : JSON?.none
        }
        return single.contains(name) && values.count == 1 ? JSON(values[0]) : JSON?.none
    }

    private static func withLists(_ preset: JSON, _ provider: PluginProvider) -> JSON {
        let named = { (name: String) in provider.lines.filter { $0.name == name && !$0.values.isEmpty } }
        let described = { (values: [String]) in JSON(values.dropFirst().joined(separator: " ")) }
        let scopes = named("scope")
        let endpoints = named("endpoint")
        // All are asked for, unless a line says which.
        return preset.setting("scopes", to: preset["scopes"] ?? JSON(scopes.map { JSON($0.values[0]) }))
            .setting("scope_summaries", to: JSON(members: scopes.map { ($0.values[0], described($0.values)) }))
            .setting("endpoints", to: JSON(endpoints.map { JSON($0.values[0]) }))
            .setting("endpoint_scopes", to: JSON(members: endpoints.map { ($0.values[0], described($0.values)) }))
            .setting("quirks", to: JSON(named("quirk").map { JSON($0.values.joined(separator: " ")) }))
    }
}

// MARK: What is wrong with one

extension PluginPreset {
    private static let addresses: Set = [
        "base_url", "issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "revocation_endpoint",
        "introspection_endpoint", "registration_endpoint", "jwks_uri", "clients_url",
    ]

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
        let methods = ClientAuthentication.all.map(\.name)
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

extension Workbench {
    /// A preset that a plugin brings.
    func pluginProvider(_ name: String) -> Provider? {
        pluginProviders.first { $0.name == name }
    }

    var pluginProviders: [Provider] {
        shelf.records.flatMap(\.manifest.providers).compactMap(Provider.init)
    }
}
