internal import JSONKit
internal import OAuthCore
internal import Plugins
internal import Script

/// A preset of a plugin: `provider NAME … end`, whose lines are called as RFC 8414 §2 calls its members.
enum PluginPreset {
    private static let single = [
        "title", "base_url", "issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint",
        "revocation_endpoint", "introspection_endpoint", "registration_endpoint", "jwks_uri", "auth", "key_variable",
        "clients_url",
    ]
    private static let lists = ["scope", "endpoint", "quirk"]

    static func json(_ provider: PluginProvider, _ path: String) throws(Diagnostic) -> JSON {
        var facts: [String: String] = [:]
        var preset = JSON(members: [("name", JSON(provider.name))])
        var server = JSON(members: [])
        for line in provider.lines where !lists.contains(line.name) {
            guard single.contains(line.name), let value = line.values.first, line.values.count == 1 else {
                throw mistake(line.name, provider.name, path)
            }
            facts[line.name] = value
            switch line.name {
            case "auth": preset = preset.setting("authentication_method", to: JSON(value))
            case "title", "base_url", "key_variable", "clients_url":
                preset = preset.setting(line.name, to: JSON(value))
            default: server = server.setting(line.name, to: JSON(value))
            }
        }
        guard let base = facts["base_url"] ?? facts["issuer"] ?? facts["token_endpoint"] else {
            throw mistake("base_url", provider.name, path)
        }
        preset = preset.setting("base_url", to: JSON(base)).setting("server", to: server)
        return withLists(preset, provider)
    }

    private static func withLists(_ preset: JSON, _ provider: PluginProvider) -> JSON {
        let named = { (name: String) in provider.lines.filter { $0.name == name && !$0.values.isEmpty } }
        let described = { (values: [String]) in JSON(values.dropFirst().joined(separator: " ")) }
        let scopes = named("scope")
        let endpoints = named("endpoint")
        return preset.setting("scopes", to: JSON(scopes.map { JSON($0.values[0]) }))
            .setting("scope_summaries", to: JSON(members: scopes.map { ($0.values[0], described($0.values)) }))
            .setting("endpoints", to: JSON(endpoints.map { JSON($0.values[0]) }))
            .setting("endpoint_scopes", to: JSON(members: endpoints.map { ($0.values[0], described($0.values)) }))
            .setting("quirks", to: JSON(named("quirk").map { JSON($0.values[0]) }))
    }

    private static func mistake(_ member: String, _ provider: String, _ path: String) -> Diagnostic {
        let nearest = nearestName(to: member, among: single + lists).map { ["did you mean \($0)?"] } ?? []
        return Diagnostic(
            .syntax, "plugin-provider", "the provider \(provider) in \(path) has no usable \(member)",
            advice: nearest + ["it takes one each of \(single.joined(separator: ", ")), and scope, endpoint, quirk"])
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
