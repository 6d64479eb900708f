package import Diagnostics
package import JSONKit
internal import OAuthCore
internal import Plugins
internal import Providers
package import Script

/// A preset of a plugin: `provider NAME … end`, whose lines are called as RFC 8414 §2 calls its members.
package enum PluginPreset {
    static let single =
        ["title", "base_url"] + metadata(.url) + metadata(.text) + [
            "auth", "key_variable", "clients_url", "token_member",
        ]
    private static let ofPreset = ["title", "base_url", "key_variable", "clients_url"]
    /// `true` and `false` may stand behind them; alone they are true.
    static let flags = ["port_agnostic", "asks_with_commas", "divides_scopes_by_commas"] + metadata(.flag)
    private static let ofDialect = ["divides_scopes_by_commas", "bearer_types", "token_member"]
    static let words = ["default_scopes", "bearer_types"] + metadata(.texts)
    static let lists = ["scope", "endpoint", "quirk"]

    /// The members of metadata of a kind.
    static func metadata(_ kind: MetadataField.Kind) -> [String] {
        MetadataField.all.filter { $0.kind == kind }.map(\.name)
    }

    package static func json(_ provider: PluginProvider, _ source: ScriptSource) throws(Diagnostic) -> JSON {
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
    static func value(of name: String, _ values: [String]) -> JSON? {
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
