import Answers
import BenchSupport
import Diagnostics
import Foundation
import JSONKit
import Script
import Testing

@testable import Workbench

/// What `keyway check` and `plugin test` find in the parts that only a plugin has.
@Suite struct PluginCheckTests {
    /// `line:column code`, and the text under the caret.
    private func findings(_ text: String) async -> [String] {
        let source = ScriptSource(.recipe(path: "p.keyway"), text: "plugin p 1.0.0\n" + text)
        return await Bench().workbench.check(source).map { finding in
            let diagnostic = finding.diagnostic
            #expect(diagnostic.range.map { diagnostic.source?.text(in: $0) == source.text(in: $0) } == true)
            let place = diagnostic.place.map { "\($0.line):\($0.column)" } ?? "nowhere"
            let marked = diagnostic.range.map { source.text(in: $0) } ?? ""
            #expect(!diagnostic.advice.isEmpty)
            return "\(place) \(finding.severity == .error ? "" : "warning ")\(diagnostic.code) \(marked)"
        }
    }

    private func hook(_ kind: String, _ line: String) -> String { "on \(kind)\n  \(line)\nend\n" }

    @Test(arguments: [
        ("request", "change", "3:3 change-nothing change"),
        ("request", "change --status 200", "3:10 change-part --status"),
        ("response", "change --method PUT", "3:10 change-part --method"),
        ("response", "change a==b", "3:10 change-part a==b"),
        ("response", "change --status 99", "3:19 change-status 99"),
        ("request", "change a=@b.txt", "3:10 change-item a=@b.txt"),
        ("token", "change a=b", "3:3 change-part change a=b"),
        ("failure", "change a=b", "3:3 change-part change a=b"),
        ("request", "annotate {{request.metod}}", "3:12 unknown-value {{request.metod}}"),
        ("request", "annotate {{failure.message}}", "3:12 unknown-value {{failure.message}}"),
        ("token", "annotate {{token.access}}", "3:12 unknown-value {{token.access}}"),
        ("failure", "annotate {{failure.reason}}", "3:12 unknown-value {{failure.reason}}"),
        ("request", "annotate {{response.status}}", "3:12 warning early-response {{response.status}}"),
        ("request", "annotate '{{request.url}}'", "3:12 warning literal-reference '{{request.url}}'"),
        ("request", "", "2:1 warning empty-block on request"),
    ])
    func inHooks(kind: String, line: String, finding: String) async {
        #expect(await findings(hook(kind, line)) == [finding])
    }

    @Test(arguments: [
        ("request", "change --method PUT X-A:1 -Accept a==b c=d"), ("response", "change --status 410 a=b"),
        ("token", "annotate {{token.access_token}}"), ("failure", "refuse {{failure.status}}"),
        ("response", "annotate {{response.headers.X-Limit}}"), ("request", "annotate {{token.scope}}"),
        ("response", "change --status {{status}}"),
    ])
    func whatIsFine(kind: String, line: String) async { #expect(await findings(hook(kind, line)) == []) }

    /// A command has no exchange, unless a hook calls it; what it is given it sees, and nothing else of the hook.
    @Test func inCommands() async {
        #expect(await findings("define x\n  annotate hello\nend\n") == ["3:3 no-hook annotate hello"])
        #expect(await findings("define x\n  refuse no\nend\non request\n  y\nend\ndefine y\n  x\nend\n") == [])
        #expect(
            await findings("define x\n  change X-A:1\nend\non token\n  x\nend\n") == ["3:3 change-part change X-A:1"])
        #expect(
            await findings("define x\n  change X-A:{{request.url}}\nend\non request\n  x\nend\n")
                == ["3:14 unknown-value {{request.url}}"])
        #expect(await findings("define x request\n  set a = {{request}}\nend\n") == [])
    }

    @Test func needs() async {
        #expect(await findings("needs everything \"to see\"\n") == ["2:7 plugin-needs everything"])
        #expect(
            await findings("needs acces_tokens \"to see\"\nneeds device_code \"too\"\n") == [
                "2:7 plugin-needs acces_tokens"
            ])
    }

    @Test(arguments: [
        ("", "2:1 plugin-provider provider a"),
        ("base_url https://a.example", "2:1 warning plugin-provider provider a"),
        ("issuer a.example", "3:3 plugin-provider issuer a.example"),
        ("issuer https://a.example\n  nonsense 1", "4:3 plugin-provider nonsense 1"),
        ("issuer https://a.example\n  issuer https://b.example", "4:3 plugin-provider issuer https://b.example"),
        ("issuer https://a.example\n  auth basic", "4:3 plugin-provider auth basic"),
        ("issuer https://a.example\n  title two words", "4:3 plugin-provider title two words"),
        ("issuer https://a.example\n  scope", "4:3 plugin-provider scope"),
        ("issuer https://a.example\n  endpoint me", "4:3 plugin-provider endpoint me"),
        ("issuer https://a.example\n  default_scopes", "4:3 plugin-provider default_scopes"),
        ("issuer https://a.example\n  title {{name}}", "4:3 plugin-provider title {{name}}"),
    ])
    func inPresets(lines: String, finding: String) async {
        #expect(await findings("provider a\n  \(lines)\nend\n") == [finding])
    }

    /// Keyway's own presets win, and the first of two.
    @Test func presetsHaveNamesOfTheirOwn() async {
        let lines = "\n  issuer https://a.example\n  key_variable KEY\nend\n"
        #expect(await findings("provider github\(lines)") == ["2:1 warning plugin-provider provider github"])
        #expect(await findings("provider a\(lines)provider a\(lines)") == ["6:1 plugin-provider provider a"])
    }

    /// All that is wrong is shown by a check; the first by `plugin test`, which says how many more there are.
    @Test func allAreFound() async throws {
        let text = hook("request", "change") + hook("token", "change a=b") + "needs all \"x\"\n"
        #expect(await findings(text).count == 3)
        let bench = await Bench()
        let path = try bench.write("plugin p 1.0.0\n" + text, "p.keyway")
        #expect(await bench.run("plugin test \(path)") == ["change-nothing"])
        #expect(
            await bench.display.failures.last?.advice.last
                == "it has 2 more to fix: keyway check \(path) shows them all")
    }

    @Test func whatIsDoubtfulIsSaidByATrial() async throws {
        let bench = await Bench()
        let path = try bench.write("plugin p 1.0.0\n" + hook("request", ""), "p.keyway")
        #expect(await bench.run("plugin test \(path)") == [])
        let answer = await bench.display.answers.compactMap(\.json).last
        #expect(answer?["warnings"]?[0] == "line 2: nothing is done in this hook")
    }

    @Test func shippedPluginsAreFine() async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appendingPathComponent("recipes/plugins/jwks-lint.keyway").path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(await Bench().workbench.check(ScriptSource(.recipe(path: path), text: text)) == [])
    }
}
