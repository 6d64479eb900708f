import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import OAuthCore
import Plugins
import Providers
import Script
import Testing

@testable import PluginHost
@testable import Workbench

/// `provider NAME … end`: what the shipped presets say, a script can say too.
@Suite struct PluginPresetTests {
    /// A preset as a script plugin.
    private func script(_ provider: Provider) -> String {
        func quoted(_ text: String) -> String { "'\(text)'" }
        var lines: [String] = []
        func line(_ name: String, _ words: [String]) {
            lines.append(
                "  " + ([name] + words.map { $0.contains("'") ? "\"\($0)\"" : quoted($0) }).joined(separator: " "))
        }
        line("title", [provider.title])
        line("base_url", [provider.baseURL])
        for (name, value) in provider.server.json.members ?? [] {
            line(name, value.elements?.compactMap(\.string) ?? [value.string ?? value.text()])
        }
        if let method = provider.authenticationMethod { line("auth", [method]) }
        if let variable = provider.keyVariable { line("key_variable", [variable]) }
        if let url = provider.clientsURL { line("clients_url", [url]) }
        for (scope, summary) in provider.scopeSummaries { line("scope", [scope, summary]) }
        line("default_scopes", provider.scopes)
        for endpoint in provider.endpoints {
            line("endpoint", [endpoint] + [provider.endpointScopes[endpoint]].compactMap { $0 })
        }
        for quirk in provider.quirks { line("quirk", [quirk]) }
        if provider.isPortAgnostic { line("port_agnostic", []) }
        if provider.asksWithCommas { line("asks_with_commas", []) }
        let dialect = provider.tokenDialect
        if dialect.dividesScopesByCommas { line("divides_scopes_by_commas", ["true"]) }
        if !dialect.bearerTypes.isEmpty { line("bearer_types", dialect.bearerTypes) }
        if let member = dialect.member { line("token_member", [member]) }
        return "plugin p 1.0.0\nprovider \(provider.name)\n\(lines.joined(separator: "\n"))\nend\n"
    }

    private func read(_ text: String, _ bench: Bench) async throws -> Provider? {
        let vocabulary = bench.workbench.vocabulary
        let plugin = try PluginText(ScriptSource(.recipe(path: "p.keyway"), text: text), vocabulary: vocabulary)
        return Provider(json: try PluginPreset.json(try #require(plugin.providers.first), plugin.source))
    }

    @Test(arguments: ProviderPreset.all.filter { $0.baseURL != nil }.map(\.name))
    func aScriptSaysWhatAShippedPresetSays(name: String) async throws {
        let preset = try #require(ProviderPreset.named(name))
        var shipped = preset.provider(preset.baseURL ?? "")
        let provider = try #require(try await read(script(shipped), await Bench()))
        // An endpoint without a scope has none to be told.
        for endpoint in shipped.endpoints where shipped.endpointScopes[endpoint] == nil {
            shipped.endpointScopes[endpoint] = ""
        }
        #expect(provider == shipped)
    }

    @Test func theDialectIsSpoken() async throws {
        let answer: JSON = [
            "ok": true,
            "authed_user": ["access_token": "token-of-a-user", "token_type": "user", "scope": "read,write"],
        ]
        let bench = await Bench([.json(answer)])
        let path = try bench.write(
            """
            plugin p 1.0.0
            provider acme
              base_url https://api.acme.example
              authorization_endpoint https://acme.example/authorize
              token_endpoint https://acme.example/token
              auth client_secret_post
              scope read "Read everything"
              scope write "Change everything"
              default_scopes read write
              asks_with_commas
              divides_scopes_by_commas
              bearer_types user
              token_member authed_user
            end
            """, "p.keyway")
        let commands = """
            plugin add \(path) --yes p
            use acme
            client add app-1 client_secret=s-12345678 redirect=http://127.0.0.1:8765/callback
            authorize
            exchange
            expect token scope covers "read write"
            """
        #expect(await bench.run(commands) == [])
        #expect(await bench.run("expect {{authorization.url}} contains read%2Cwrite") == [])
    }

    @Test(arguments: ["port_agnostic perhaps", "tokens_member a", "token_member a b", "title"])
    func whatCannotBeSaidIsRefused(line: String) async throws {
        let bench = await Bench()
        let path = try bench.write(
            "plugin p 1.0.0\nprovider a\n  base_url https://a.example\n  \(line)\nend\n", "p.keyway")
        #expect(await bench.run("plugin test \(path)") == ["plugin-provider"])
    }
}
