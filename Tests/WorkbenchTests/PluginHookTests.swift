import Answers
import BenchSupport
import Debugging
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Plugins
import Providers
import Script
import Session
import TestSupport
import Testing

@testable import Completing
@testable import Workbench

/// What hooks do to messages beside requests, and what plugins say at the prompt.
@Suite struct PluginHookTests {
    // MARK: Hooks of scripts

    @Test func allHooksOfAKindRunInTheirOrder() async throws {
        let bench = await Bench([.json(["a": 1])])
        try await bench.added(
            """
            plugin p 1.0.0
            on request
              change X-First:one
            end
            on request
              change X-Second:{{request.headers.X-First}}-two
            end
            """)
        #expect(await bench.run("get /x") == [])
        #expect(bench.transport.requests.first?.headers["X-Second"] == "one-two")
    }

    @Test func aChangedResponseIsWhatIsSeenAndTheLogKeepsWhatCame() async throws {
        let bench = await Bench([.json(["a": 1, "access_token": "kept-quiet-1234"], status: 202)])
        try await bench.added(
            """
            plugin p 1.0.0
            on response
              change --status 201 a=changed b:=2 X-Mark:yes
            end
            """)
        let checks = """
            get /x
            expect status == 201
            expect $.a == changed
            expect $.b == 2
            expect header X-Mark == yes
            """
        #expect(await bench.run(checks) == [])
        let stored = try #require(try await bench.workbench.store().exchanges(last: 1).last)
        #expect(stored.exchange.response?.status == 202)
        #expect(stored.exchange.response?.headers["X-Mark"] == nil)
    }

    @Test func aMessageHasOnlyItsOwnParts() async throws {
        let bench = await Bench([.json([:]), .json([:])])
        try await bench.added("plugin p 1.0.0\non response\n  change --status {{nothing | default 0}}\nend\n")
        #expect(await bench.run("get /x") == ["change-status"])
        let path = try bench.write("plugin p 1.0.0\non request\n  change --status 200\nend\n", "p.keyway")
        #expect(await bench.run("plugin add \(path) --yes p") == ["change-part"])
    }

    @Test func whatIsSaidOfAFailureIsItsAdvice() async throws {
        let bench = await Bench([])
        try await bench.added("plugin p 1.0.0\non failure\n  annotate \"is the tunnel up?\"\nend\n")
        #expect(await bench.run("get /x").count == 1)
        #expect(await bench.display.failures.last?.advice.contains("p: is the tunnel up?") == true)
    }

    @Test func aHookThatFailsDoesNotHideWhatFailedFirst() async throws {
        let bench = await Bench([])
        try await bench.added("plugin p 1.0.0\non failure\n  annotate \"{{nosuch}}\"\nend\n")
        #expect(await bench.run("get /x") != ["unknown-value"])
        #expect(await bench.display.failures.last?.advice.contains { $0.hasPrefix("the plugin p failed too") } == true)
    }

    // MARK: Completion

    @Test func wordsOfAScriptAreOffered() async throws {
        let bench = await Bench()
        try await bench.added(
            """
            plugin p 1.0.0
            complete order format json csv
            complete order number {{numbers}}
            define order number format=json
              set ordered = "{{number}} {{format}}"
            end
            """)
        #expect(await bench.run("set numbers:=[10,11]") == [])
        #expect(await bench.texts("ord") == ["order"])
        #expect(await bench.texts("order ") == ["10", "11"])
        #expect(await bench.texts("order 10 c") == ["csv"])
        #expect(await bench.texts("order format=") == ["json", "csv"])
        #expect(await bench.texts("order number=7 ") == ["json", "csv"])
        #expect(UsageHint(bench.workbench.vocabulary).text(for: "order") == " number [format]")
        #expect(await bench.run("help order") == [])
    }

    @Test(arguments: ["complete order", "complete orders number 1", "complete order numbr 1"])
    func completionOfWhatIsNotDefined(line: String) async throws {
        let bench = await Bench()
        let text = "plugin p 1.0.0\n\(line)\ndefine order number\n  set a = 1\nend\n"
        #expect(await bench.run("plugin test \(try bench.write(text, "p.keyway"))") == ["plugin-complete"])
    }

    private static let process = """
        #!/usr/bin/env python3
        import json, os, sys, time
        for line in sys.stdin:
            m = json.loads(line)
            method = m.get("method")
            if method == "hello": r = {"protocol": 1}
            elif method == "manifest": r = {"name": "p", "version": "1.0.0", "hooks": ["response"], "commands": [{"name": "p-run", "operands": [
                {"name": "number", "type": "integer", "completes": True}, {"name": "form", "values": ["json", "csv"], "required": False}]}]}
            elif method == "complete":
                if m["params"]["beginning"] == "9": print("asked for 9", file=sys.stderr, flush=True); continue
                r = {"candidates": [n for n in ["10", {"text": "11", "summary": "the other"}, "9"]]}
            elif method == "hook":
                q = m["params"]["response"]
                q["body"] = q["body"].upper()
                r = {"action": "replace", "response": q}
            elif method == "run": r = {"value": [m["params"]["operands"]["number"], os.environ["KEYWAY_PLUGIN_FILE"], sys.argv[0]]}
            else: break
            print(json.dumps({"jsonrpc": "2.0", "id": m["id"], "result": r}), flush=True)

        """

    @Test func aProcessIsAskedAndNotWaitedFor() async throws {
        let log = PluginLog()
        let time = ManualTime()
        let bench = await Bench(
            [.json(["a": "b"])],
            change: {
                $0.pluginLog = { log.add($0) }
                $0.pluginLimits.clock = PluginClock(time)
                $0.sleep = { try await time.sleep(for: $0) }
            })
        let path = try await bench.added(Self.process, "p.py")
        #expect(await bench.run("p-run x") == ["plugin-operand"])
        #expect(await bench.workbench.openPlugins.isEmpty)
        #expect(await bench.run("p-run 7") == [])
        let value = await bench.display.answers.compactMap(\.json).last
        #expect(value?[0] == 7)
        #expect(value?[1]?.string == path)
        #expect(value?[2]?.string != path)
        #expect(await bench.texts("p-run ") == ["10", "11", "9"])
        let late = Task { await bench.texts("p-run 9") }
        try await wait(until: "the plugin is asked") { log.lines.contains { $0.hasSuffix("asked for 9") } }
        time.advance(by: .milliseconds(PluginLimits().completion))
        #expect(await late.value == [])
        #expect(await bench.texts("p-run 7 form=c") == ["csv"])
        #expect(await bench.run("get /x\nexpect $.A == B") == [])
        await bench.workbench.endPlugins()
    }

    // MARK: Consent

    @Test func nothingIsStartedBeforeItIsAgreedTo() async throws {
        let bench = await Bench()
        let mark = "\(bench.folder)/started"
        let path = try bench.write("#!/bin/sh\ntouch \(mark)\n", "p.sh")
        #expect(await bench.run("plugin add \(path)") == ["plugin-consent"])
        #expect(!FileManager.default.fileExists(atPath: mark))
        #expect(await bench.run("plugin add \(path) --yes p") == ["plugin-crashed"])
        #expect(FileManager.default.fileExists(atPath: mark))
    }

    @Test func whatRunsIsACopyThatGoesWithThePlugin() async throws {
        let bench = await Bench()
        try await bench.added(Self.process, "p.py")
        let folder = "\(bench.folder)/plugins"
        let copies = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(copies.count == 1)
        // Whoever changes the copy gains nothing: it is looked at too, byte for byte.
        try "#!/bin/sh\n".write(toFile: "\(folder)/\(copies[0])", atomically: true, encoding: .utf8)
        #expect(await bench.run("p-run 7\nplugin remove p") == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    /// What a hook does beside the request is kept where the request is sent, and nowhere else.
    @Test func aHookKeepsNothingInADryRunOrAPreview() async throws {
        let plugin = "plugin p 1.0.0\non request\n  set seen = 1\n  change X-Seen:{{seen}}\nend\n"
        let folder = Bench.newFolder()
        try await Bench(folder: folder).added(plugin)
        let dry = await Bench(folder: folder, session: "fresh", change: { $0.network = .dry })
        #expect(await dry.run(Bench.ready + "get /x\nset own = 2") == [])
        let shown = await dry.display.answers.map { "\($0)" }.joined()
        #expect(shown.contains("X-Seen: 1"))
        #expect(try await dry.workbench.store().variable("seen") == nil)
        #expect(try await dry.workbench.store().variable("own") != nil)

        let bench = await Bench([.json([:])])
        try await bench.added(plugin)
        #expect(await bench.run(Bench.ready) == [])
        let source = ScriptSource(.debugger, text: "get /x")
        let command = try #require(bench.workbench.table.command("get"))
        let call = try await bench.call("get /x", source, command)
        let lines = await bench.workbench.preview(of: call)
        #expect(lines?.contains("X-Seen: 1") == true, "\(lines ?? [])")
        #expect(try await bench.workbench.store().variable("seen") == nil)
        #expect(try await bench.workbench.store().exchanges(last: 9).isEmpty)
        #expect(await bench.run("get /x") == [])
        #expect(try await bench.workbench.store().variable("seen") != nil)
    }

    /// A command that sends nothing here, and would choose something.
    @Test func aPreviewChoosesNothing() async throws {
        let bench = await Bench()
        #expect(await bench.run(Bench.ready + "provider add other base_url=https://other.example") == [])
        for line in ["use other", "provider add third base_url=https://third.example"] {
            let command = try #require(bench.workbench.table.command(line.hasPrefix("use") ? "use" : "provider add"))
            let call = try await bench.call(line, ScriptSource(.debugger, text: line), command)
            _ = await bench.workbench.preview(of: call)
        }
        #expect(await bench.workbench.selection.provider == "test")
        #expect(try await bench.workbench.store().providers().map(\.name) == ["other", "test"])
    }
}

extension Bench {
    /// The call of a line, its words evaluated.
    fileprivate func call(_ line: String, _ source: ScriptSource, _ command: Command) async throws -> Invocation {
        let script = try Script.parse(source, vocabulary: workbench.vocabulary)
        guard case .call(let call)? = script.statements.first else { throw Diagnostic(.syntax, "none", line) }
        let evaluator = Evaluator(host: workbench, vocabulary: workbench.vocabulary, source: source)
        return try await evaluator.invocation(of: call, mayFail: false)
    }
}
