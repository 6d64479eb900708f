import Answers
import BenchSupport
import Foundation
import HTTPMessage
import JSONKit
import Script
import Testing

@testable import Workbench

/// What `Plugins.md` says of a session is what a plugin meets in one.
@Suite struct PluginDocumentTests {
    private static let document: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appendingPathComponent("Sources/keyway/Documentation.docc/Plugins.md")
        return (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    }()

    private static func part(_ heading: String) throws -> String {
        let parts = document.components(separatedBy: "\n### ") + document.components(separatedBy: "\n## ")
        let part = try #require(parts.first { $0.hasPrefix(heading + "\n") })
        return part.components(separatedBy: "\n## ")[0]
    }

    /// Asks what it is told to, and gives the whole answer.
    private static let asks = """
        #!/usr/bin/env python3
        import json, sys
        def say(**m): print(json.dumps({"jsonrpc": "2.0", **m}), flush=True)
        for line in sys.stdin:
            m = json.loads(line)
            method = m.get("method")
            if method == "hello": r = {"protocol": 1}
            elif method == "manifest": r = {"name": "p", "version": "1.0.0", "commands": [
                {"name": "p-ask", "operands": [{"name": "method"}, {"name": "params", "type": "json"}]}]}
            elif method == "run":
                given = m["params"]["operands"]
                say(id="q", method=given["method"], params=given["params"])
                r = {"value": json.loads(sys.stdin.readline())}
            else: break
            say(id=m["id"], result=r)

        """

    private func asking(_ answers: [HTTPResponse]) async throws -> Bench {
        let bench = await Bench(answers)
        let path = try bench.write(Self.asks, "p.py")
        #expect(await bench.run(Bench.ready + "plugin add \(path) --yes p\nauthorize\nexchange") == [])
        return bench
    }

    private func answer(_ method: String, _ parameters: JSON, _ bench: Bench) async -> JSON? {
        #expect(await bench.run("p-ask \(method) '\(parameters.text())'") == [])
        return await bench.display.answers.last?.json
    }

    @Test func aCommandIsAnsweredAsIsShown() async throws {
        let bench = try await asking([.tokens, .json(["name": "Ada"])])
        let shown = try Self.part("What a plugin may ask").components(separatedBy: "\n")
            .first { $0.hasPrefix(#"→ {"jsonrpc":"2.0","id":"a""#) }
        let documented = try JSON(parsing: String(try #require(shown).dropFirst(2)))["result"]?["value"]
        let real = await answer("keyway/run", ["line": "get /me"], bench)?["result"]?["value"]
        #expect(real?.members?.map(\.name) == documented?.members?.map(\.name))
        #expect(real?["body"] == documented?["body"])
        #expect(real?["size"] == documented?["size"])
        await bench.workbench.endPlugins()
    }

    /// Every value of the table is there, and the secrets among them are masked.
    @Test func valuesHaveTheirNames() async throws {
        let bench = try await asking([.tokens, .json(["name": "Ada"])])
        #expect(await bench.run("get /me") == [])
        let table = try Self.part("What a plugin may ask").components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
        var names: [String] = []
        for row in table {
            let cells = row.components(separatedBy: "|")
            let group = cells[1].filter { !" `".contains($0) }
            // Metadata is told by an example, which is no name.
            names += cells[2].matches(of: /`([a-z_]+)`/).map { group + $0.1 }
        }
        #expect(names.count > 20)
        // What this session has not.
        let absent = ["token.id", "authorization.nonce", "client.name", "client.authentication_method"]
        for name in names where !absent.contains(name) {
            let value = await answer("keyway/get", ["name": JSON(name)], bench)?["result"]?["value"]
            #expect(value != nil && value != .null, "\(name)")
            if ["token.access", "token.refresh", "client.secret", "authorization.code"].contains(name) {
                #expect(value?.string?.contains("…#") == true, "\(name)")
            }
        }
        await bench.workbench.endPlugins()
    }

    @Test(arguments: [
        ("keyway/fetch", "{}", "unknown-method"), ("keyway/run", #"{"line":"quit"}"#, "plugin-line"),
        ("keyway/run", #"{"line":"set a=1\nset b=2"}"#, "plugin-line"),
        ("keyway/run", #"{"line":"get /x X-A:{{token.access}}"}"#, "plugin-need"),
        ("keyway/get", #"{"name":"env.HOME"}"#, "plugin-line"),
        ("keyway/set", #"{"name":"token.access"}"#, "variable-name"),
        ("keyway/prompt", #"{"text":"which?"}"#, "nobody-to-ask"),
        ("keyway/run", #"{"line":"gte /x"}"#, "unknown-command"),
    ])
    func whatCannotBeDoneHasAName(method: String, parameters: String, code: String) async throws {
        let bench = try await asking([.tokens])
        let error = await answer(method, try JSON(parsing: parameters), bench)?["error"]
        #expect(error?["code"] == -32000)
        #expect(error?["data"]?.string == code)
        #expect(try Self.part("What a plugin may ask").contains(code))
        await bench.workbench.endPlugins()
    }

    @Test func theScriptIsAWholePlugin() async throws {
        let text = try #require(try Self.part("Script plugins").components(separatedBy: "```").dropFirst().first)
        let bench = await Bench([.json(["id": 7], status: 429)])
        let path = try bench.write(text, "acme.keyway")
        #expect(await bench.run("plugin test \(path)\nplugin add \(path) --yes acme\nuse acme") == [])
        #expect(await bench.run("order 7") != [])
        #expect(bench.transport.requests.first?.url == "https://api.acme.example/orders/7?format=json")
        #expect(bench.transport.requests.first?.headers["X-Request"] != nil)
    }

    /// Each line that the tables of presets name is taken.
    @Test func linesOfPresetsAreKnown() async throws {
        let rows = try Self.part("Presets").components(separatedBy: "\n").filter { $0.hasPrefix("| `") }
        let names = rows.flatMap { row in
            row.components(separatedBy: "|")[1].matches(of: /`([a-z_]+)/).map { String($0.1) }
        }
        #expect(names.count > 25)
        let values = ["auth": "none", "endpoint": "'GET /me'"]
        for name in names {
            let alone =
                ["port_agnostic", "asks_with_commas", "divides_scopes_by_commas"].contains(name)
                || name.hasSuffix("parameter_supported")
            let value = alone ? "" : values[name] ?? "https://a.example"
            let base = name == "base_url" ? "issuer" : "base_url"
            let bench = await Bench()
            let path = try bench.write(
                "plugin p 1.0.0\nprovider a\n  \(base) https://a.example\n  \(name) \(value)\nend\n",
                "p.keyway")
            #expect(await bench.run("plugin test \(path)") == [], "\(name)")
        }
    }
}
