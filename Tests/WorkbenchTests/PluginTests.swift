import Answers
import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Plugins
import Providers
import Synchronization
import Testing

@testable import Commands
@testable import Guide
@testable import Workbench

/// Plugins as a session has them: consent, hooks, commands and presets.
@Suite struct PluginTests {
    private static let fine = HTTPResponse(status: 200, body: Array("{}".utf8))

    @Test func commandsHaveDefaultsAndHelp() async throws {
        let bench = await Bench()
        try await bench.added(
            """
            plugin p 1.2.0 "greets"

            # Greets somebody.
            # At length.
            define greet who greeting="Hello"
              set said = "{{greeting}}, {{who}}"
            end
            """)
        let checks = """
            require p ^1.0
            greet you
            expect {{said}} == "Hello, you"
            greet who=me greeting=Bye
            expect {{said}} == "Bye, me"
            help greet
            plugin show p
            plugin list
            """
        #expect(await bench.run(checks) == [])
        #expect(await bench.run("greet") == ["operand-missing"])
        #expect(await bench.run("require p ^2.0") == ["plugin-version"])
        #expect(await bench.run("plugin remove p\nplugin show p") == ["unknown-plugin"])
        #expect(await bench.run("greet you") == ["unknown-command"])
        #expect(await bench.run("require p") == ["unknown-plugin"])
    }

    /// What `help` says of operands, those without a summary too.
    @Test func helpTellsWhatOperandsTake() throws {
        let manifest: JSON = [
            "name": "p", "version": "1.0.0",
            "commands": [
                [
                    "name": "fetch",
                    "operands": [
                        ["name": "number", "type": "integer", "summary": "which one"],
                        ["name": "format", "values": ["json", "csv"]], ["name": "all", "type": "boolean"],
                    ],
                ]
            ],
        ]
        let command = try #require(try PluginManifest(json: manifest).commands.first)
        let help = HelpText.command(PluginCalls.command(command, of: "p"))
        for line in ["which one; integer", "json, csv", "true or false"] { #expect(help.contains("  \(line)\n")) }
    }

    @Test func nothingIsAddedWithoutConsent() async throws {
        let bench = await Bench()
        let path = try bench.write("plugin p 1.0.0\n", "p.keyway")
        #expect(await bench.run("plugin add \(path)") == ["plugin-consent"])
        #expect(await bench.run("plugin add \(path) --yes other") == ["plugin-consent"])
        #expect(await bench.workbench.shelf.records.isEmpty)
        let recipe = try bench.write("plugin add \(path) --yes p\n", "recipe.keyway")
        let text = try String(contentsOfFile: recipe, encoding: .utf8)
        let failures = await bench.workbench.run(ScriptSource(.recipe(path: recipe), text: text))
        #expect(failures.map(\.code) == ["not-allowed"])
    }

    @Test func aChangedFileIsNotUsed() async throws {
        let bench = await Bench([Self.fine])
        let path = try await bench.added("plugin p 1.0.0\non request\n  change X-A:1\nend\n")
        try "plugin p 1.0.0\non request\n  change X-A:2\nend\n".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(await bench.run("get /x") == ["plugin-changed"])
        #expect(bench.transport.requests.isEmpty)
        #expect(await bench.run("plugin add \(path) --yes p\nget /x") == [])
        #expect(bench.transport.requests.first?.headers["X-A"] == "2")
    }

    @Test func hooksChangeWhatIsSent() async throws {
        let bench = await Bench([Self.fine, Self.fine])
        try await bench.added(
            """
            plugin p 1.0.0
            on request
              change X-Method:{{request.method}} added==yes -Accept
              if {{request.method}} == POST
                change extra=1
              end
            end
            """)
        #expect(await bench.run("get /x\npost /y a=b") == [])
        let requests = bench.transport.requests
        #expect(requests[0].headers["X-Method"] == "GET")
        #expect(requests[0].headers["Accept"] == nil)
        #expect(requests[0].url.hasSuffix("/x?added=yes"))
        #expect(String(decoding: requests[1].body ?? [], as: UTF8.self).contains("extra"))
    }

    @Test func hooksRefuseAndTellOfResponses() async throws {
        let bench = await Bench([HTTPResponse(status: 200, body: Array("secret".utf8))])
        try await bench.added(
            """
            plugin p 1.0.0
            on request
              if {{request.url}} contains forbidden
                refuse "this host is forbidden"
              end
            end
            on response
              if {{response.status}} == 200
                refuse "too good to be true"
              end
            end
            """)
        #expect(await bench.run("get /forbidden") == ["plugin-refused"])
        #expect(bench.transport.requests.isEmpty)
        #expect(await bench.run("get /x") == ["plugin-refused"])
        #expect(await bench.display.failures.last?.message.contains("too good to be true") == true)
    }

    /// Why it failed in the first place is found all the same.
    @Test func aRefusedFailureKeepsItsReason() async throws {
        let denied: JSON = ["error": "access_denied", "error_description": "not today"]
        let bench = await Bench([.json(denied, status: 403)])
        try await bench.added("plugin p 1.0.0\non failure\n  refuse \"call Acme\"\nend\n")
        #expect(await bench.run("get /x") == ["plugin-refused"])
        let failure = await bench.display.failures.last
        #expect(failure?.message.contains("call Acme") == true)
        #expect(failure?.found == "The server answered 403 access_denied, “not today”", "\(failure?.found ?? "")")
    }

    @Test func secretsAreMaskedUnlessTheNeedWasAgreedTo() async throws {
        let hook = "on request\n  change X-Seen:{{request.headers.Authorization}}\nend\n"
        for (needs, isSeen) in [("", false), ("needs access_token \"to sign\"\n", true)] {
            let bench = await Bench([.tokens, Self.fine])
            #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
            try await bench.added("plugin p 1.0.0\n\(needs)\(hook)")
            #expect(await bench.run("get /x") == [])
            let sent = try #require(bench.transport.requests.last)
            #expect(sent.headers["Authorization"] == "Bearer access-token-1")
            #expect((sent.headers["X-Seen"] == "Bearer access-token-1") == isSeen)
        }
    }

    @Test func presetsAreProviders() async throws {
        let bench = await Bench([Self.fine])
        try await bench.added(
            """
            plugin p 1.0.0
            provider acme
              title "Acme"
              base_url https://api.acme.example
              authorization_endpoint https://acme.example/authorize
              token_endpoint https://acme.example/token
              scope read "Read everything"
              endpoint "GET /me" read
              auth client_secret_post
              quirk "Answers errors with 200"
            end
            """)
        #expect(await bench.run("use acme\nscopes needed GET /me\nget /me\nprovider show acme") == [])
        #expect(bench.transport.requests.first?.url == "https://api.acme.example/me")
        let provider = try await bench.workbench.provider(named: "acme")
        #expect(provider.scopeSummaries == ["read": "Read everything"])
        #expect(provider.endpointScopes == ["GET /me": "read"])
        #expect(provider.quirks == ["Answers errors with 200"])
    }

    @Test(arguments: [
        ("define x\nend\n", "plugin-head"), ("plugin p one\n", "plugin-version"),
        ("plugin p 1.0.0\nget /x\n", "plugin-command"),
        ("plugin p 1.0.0\non request\n", "unclosed-block"), ("plugin p 1.0.0\non everything\nend\n", "plugin-hook"),
        ("plugin p 1.0.0\non request\n  nonsense\nend\n", "unknown-command"),
        ("plugin p 1.0.0\nprovider a\n  tokens_endpoint x\nend\n", "plugin-provider"),
        ("plugin p 1.0.0\ndefine get x\nend\n", "define-taken"), ("plugin p 1.0.0\nneeds all\n", "plugin-needs"),
    ])
    func mistakesAreNamed(text: String, code: String) async throws {
        let bench = await Bench()
        let path = try bench.write(text, "p.keyway")
        #expect(await bench.run("plugin test \(path)") == [code])
    }

    @Test func whatIsForHooksAlone() async {
        #expect(await Bench().run("refuse no") == ["no-hook"])
        #expect(await Bench().run("change A:b") == ["no-hook"])
        #expect(await Bench().run("annotate x") == ["no-hook"])
    }

    @Test(arguments: [
        (#"{"keys":[{"kty":"EC","kid":"1","use":"sig","crv":"P-256","x":"a","y":"b"}]}"#, [String]()),
        (#"{"keys":[]}"#, ["expectation"]),
        (#"{"keys":[{"kty":"EC","use":"sig","crv":"P-256","x":"a","y":"b"}]}"#, ["expectation"]),
        (#"{"keys":[{"kty":"EC","kid":"1","use":"sig","crv":"P-256","x":"a","y":"b","d":"c"}]}"#, ["expectation"]),
    ])
    func keySetsAreLinted(keys: String, failures: [String]) async throws {
        let bench = await Bench([HTTPResponse(status: 200, body: Array(keys.utf8))])
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("recipes/plugins/jwks-lint.keyway").path
        #expect(await bench.run(Bench.ready + "plugin add \(file) --yes jwks-lint") == [])
        let found = await bench.workbench.run(ScriptSource(.commandLine, text: "jwks-lint /jwks"))
        #expect(found.map(\.kind.rawValue) == failures)
    }

    // MARK: Executables

    @Test func skeletonsWork() async throws {
        let bench = await Bench()
        for (kind, file) in [(PluginSkeleton.script("p"), "p.keyway"), (PluginSkeleton.process("p"), "p.py")] {
            let path = try bench.write(kind, file)
            #expect(await bench.run("plugin test \(path)\nplugin add \(path) --yes p") == [])
            #expect(await bench.run(PluginSkeleton.test("p")) == [])
            #expect(await bench.run("plugin remove p") == [])
        }
    }

    private static let process = """
        if method == "hook":
            q = message["params"]["request"]
            q["headers"]["X-Seen"] = q["headers"].get("Authorization", "none")[:7]
            if "copy" in q["url"]: q["headers"]["X-Copy"] = q["headers"]["Authorization"]
            answer({"action": "replace", "request": q, "notes": ["signed"]})
        elif message["params"]["command"] == "p-die": os._exit(1)
        else: answer({"value": ask("keyway/run", line=message["params"]["operands"]["line"])})
        """

    private func pythonAdded(hooks: String, _ bench: Bench) async throws {
        try await bench.addedProcess(Self.process, commands: ["p-run", "p-die"], hooks: hooks)
    }

    @Test func aProcessSeesMasksAndChangesTheRest() async throws {
        let bench = await Bench([.tokens, Self.fine])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
        try await pythonAdded(hooks: #"["request"]"#, bench)
        #expect(await bench.run("get /x") == [])
        let sent = try #require(bench.transport.requests.last)
        #expect(sent.headers["Authorization"] == "Bearer access-token-1")
        #expect(sent.headers["X-Seen"]?.contains("access-token-1") == false)
        #expect(await bench.run("get /copy") == ["plugin-masked"])
        await bench.workbench.endPlugins()
    }

    @Test func aProcessAsksItsHostAndIsStartedAnew() async throws {
        let bench = await Bench([.tokens])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
        try await pythonAdded(hooks: "[]", bench)
        #expect(await bench.run("p-die") == ["plugin-crashed"])
        #expect(await bench.run("p-run \"show token.access_token\"") == [])
        let shown = await bench.display.answers.compactMap(\.json).last?.text() ?? ""
        #expect(!shown.contains("access-token-1"))
        #expect(await bench.run("p-run \"plugin remove p\"") == [])
        #expect(await bench.workbench.shelf.records.count == 1)
        await bench.workbench.endPlugins()
    }

    @Test func whatAProcessMayNotSeeItMayNotSend() async throws {
        let bench = await Bench([.tokens, Self.fine])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
        try await pythonAdded(hooks: "[]", bench)
        let before = bench.transport.requests.count
        for line in ["get /x X-A:{{token.access}}", "get /x X-A:{{env.HOME}}", "quit", "session unlock"] {
            #expect(await bench.run("p-run '\(line)'") == [])
            let answer = await bench.display.answers.compactMap(\.json).last?.text() ?? ""
            #expect(answer.contains("error"), "\(line): \(answer)")
        }
        #expect(bench.transport.requests.count == before)
        #expect(await bench.workbench.isFinished == false)
        await bench.workbench.endPlugins()
    }

    /// It waits for what it has asked for, and would never answer its own hook.
    @Test func aPluginIsNotAskedAboutItsOwnRequests() async throws {
        let bench = await Bench([Self.fine])
        #expect(await bench.run(Bench.ready) == [])
        try await pythonAdded(hooks: #"["request"]"#, bench)
        #expect(await bench.run("p-run 'get /x --no-token'") == [])
        #expect(bench.transport.requests.last?.headers["X-Seen"] == nil)
        await bench.workbench.endPlugins()
    }

    @Test func whatAnotherPromptHasAddedStays() async throws {
        let first = await Bench()
        let one = try first.write("plugin one 1.0.0\n", "one.keyway")
        let two = try first.write("plugin two 1.0.0\n", "two.keyway")
        #expect(await first.run("plugin add \(one) --yes one") == [])
        let second = await Bench(folder: first.folder)
        #expect(await second.run("plugin add \(two) --yes two") == [])
        #expect(await first.run("plugin remove one") == [])
        #expect(await Bench(folder: first.folder).run("plugin show two") == [])
    }

    @Test func promptsThatAddAtOnceLoseNothing() async throws {
        let folder = await Bench().folder
        let failures = try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 0..<12 {
                group.addTask {
                    let bench = await Bench(folder: folder)
                    let path = try bench.write("plugin p\(number) 1.0.0\n", "p\(number).keyway")
                    return await bench.run("plugin add \(path) --yes p\(number)")
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(failures == [])
        for number in 0..<12 { #expect(await Bench(folder: folder).run("plugin show p\(number)") == []) }
    }

    /// A hook that does not work stops every command: how to go on without it is said.
    @Test func whoseHookFailsIsNamedWithTheWayOut() async throws {
        let bench = await Bench([.json([:])])
        try await bench.addedProcess("sys.exit(1)", hooks: "['request']")
        #expect(await bench.run("get /x") == ["plugin-crashed"])
        #expect(await bench.display.failures.last?.advice.last == "`plugin remove p` takes its hooks out of the way")
    }

    /// Plugins may stand guard: a list that cannot be read is not an empty one.
    @Test func aDamagedListIsSaidAndLeftAsItIs() async throws {
        let bench = await Bench()
        let list = try bench.write("{\"plugins\": [{", "plugins.json")
        let path = try bench.write("plugin p 1.0.0\n", "p.keyway")
        #expect(await bench.run("plugin add \(path) --yes p") == ["plugin-list"])
        #expect(await bench.run("plugin list") == ["plugin-list"])
        #expect(FileManager.default.contents(atPath: list) == Data("{\"plugins\": [{".utf8))
    }
}
