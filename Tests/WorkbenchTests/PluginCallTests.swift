import Foundation
import JSONKit
import Plugins
import Script
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
        let bench = await Bench(change: {
            $0.pluginLog = { log.add($0) }
            $0.pluginLimits.cancel = 100
        })
        let body = """
            print('working', file=sys.stderr, flush=True)
            if message['params']['operands'].get('line') == 'sleep': time.sleep(600)
            answer({'value': 7})
            """
        try await bench.addedProcess(body)
        let workbench = bench.workbench
        let call = Task { await workbench.run(ScriptSource(name: "test", text: "p-run sleep")).map(\.code) }
        while log.lines.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        call.cancel()
        #expect(await call.value == ["interrupted"])
        #expect(await bench.run("p-run") == [])
        #expect(await bench.display.answers.compactMap(\.json).last == 7)
        #expect(log.lines.contains { $0.hasSuffix("after it was told to cancel, and was ended; it is started anew") })
        await bench.workbench.endPlugins()
    }

    /// Its `ask` gets an error, which it can pass on.
    @Test func ctrlCAtAQuestionEndsTheQuestion() async throws {
        let bench = await Bench(change: {
            $0.ask = { _ in
                while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
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
        let call = Task { await workbench.run(ScriptSource(name: "test", text: "p-run")).map(\.code) }
        try await Task.sleep(for: .milliseconds(300))
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
