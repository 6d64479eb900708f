import Foundation
import Glibc
import JSONKit
import Synchronization
import TestSupport
import Testing

@testable import Plugins

/// Plugins that mean no good: each costs a clear failure, and leaves no process behind.
@Suite struct HostileTests {
    private func code(_ body: String) async throws -> String { try await ending(body)?.code ?? "none" }

    /// What a call of it fails with; nil where it does not.
    private func ending(_ body: String) async throws -> PluginError? {
        let plugin = try PythonPlugin(body)
        let process = try plugin.start()
        defer {
            process.bye()
            #expect(PythonPlugin.running(plugin.path) == [])
        }
        do throws(PluginError) {
            try await process.greet(version: "1")
            _ = try await process.run("x", operands: JSON(members: []))
            return nil
        } catch {
            return error
        }
    }

    /// What a call of it fails with whose time passes once a condition holds, which the plugin brings about.
    private func ending(
        _ body: String, before: String = "", late isLate: (PluginProcess, PythonPlugin) -> Bool
    ) async throws -> PluginError? {
        let plugin = try PythonPlugin(body, before: before)
        let time = ManualTime()
        let limits = PluginLimits.forTests(time)
        let process = try plugin.start(limits)
        try await process.greet(version: "1")
        let call = Task { () async -> PluginError? in
            do throws(PluginError) {
                _ = try await process.run("x", operands: [:])
                return nil
            } catch {
                return error
            }
        }
        try await wait(until: "the plugin has done its part") { isLate(process, plugin) }
        time.advance(by: .milliseconds(limits.run))
        let error = await call.value
        process.bye()
        #expect(PythonPlugin.running(plugin.path) == [])
        return error
    }

    /// What a call fails with that was heard and is not answered in time.
    private func lateness(_ body: String, before: String = "") async throws -> String? {
        let body = "print('heard', file=sys.stderr, flush=True)\n\(body)"
        return try await ending(body, before: before) { _, plugin in plugin.heard.lines == ["heard"] }?.code
    }

    @Test func silent() async throws { #expect(try await lateness("pass") == "plugin-timeout") }

    @Test func deafToItsEnd() async throws {
        let before = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
        #expect(try await lateness("while True: time.sleep(1)", before: before) == "plugin-timeout")
    }

    @Test func crashing() async throws { #expect(try await code("os._exit(3)") == "plugin-crashed") }

    @Test func killed() async throws { #expect(try await code("os.kill(os.getpid(), 9)") == "plugin-crashed") }

    @Test(arguments: [
        "print('Traceback: what is this', flush=True)", "print('[1, 2]', flush=True)",
        "say({'id': message['id']})", "sys.stdout.buffer.write(b'\\xff\\xfe\\n'); sys.stdout.flush()",
        "print('[' * 100000, flush=True)",
    ])
    func nonsense(body: String) async throws { #expect(try await code(body) == "plugin-nonsense") }

    @Test func aLineOf100MB() async throws {
        let body = "sys.stdout.write('x' * 100_000_000)\nsys.stdout.flush()\ntime.sleep(60)"
        #expect(try await code(body) == "plugin-nonsense")
    }

    @Test func answersToNobody() async throws {
        #expect(try await code("say({'id': 999, 'result': 1})\nanswer({'value': 1})") == "none")
        #expect(try await code("answer({'value': 1})\nanswer({'value': 2})") == "none")
        let lost = try await ending("say({'id': 999, 'result': 1})") { process, _ in
            process.state.withLock { $0.strayID } == 999
        }
        #expect(lost?.code == "plugin-timeout")
        #expect(lost?.advice.first?.hasPrefix("it answered with the id 999, and was asked with 2") == true)
        let text = try await ending("say({'id': str(message['id']), 'result': {}})")
        #expect(text?.message.hasSuffix(#"the answer's id is "2", and none that was asked"#) == true)
    }

    /// Each of the usual mistakes is told by its name.
    @Test(arguments: [
        ("print(json.dumps({'jsonrpc': '2.0', 'id': 2, 'result': {}}, indent=2), flush=True)", "in one line"),
        ("print('Content-Length: 12', flush=True)", "leave headers out"), ("print('[1]', flush=True)", "a batch"),
        ("sys.stdout.buffer.write(b'{\\xff}\\n'); sys.stdout.flush()", "UTF-8"),
        ("print('hello', flush=True)", "standard error"), ("print('{\"a\": 1e999}', flush=True)", "64 bits"),
        ("print('{\"a\":' * 5000, flush=True)", "less deeply"),
    ])
    func mistakesOfFramingAreNamed(body: String, advice: String) async throws {
        let error = try await ending(body)
        #expect(error?.code == "plugin-nonsense")
        #expect(error?.advice.first?.contains(advice) == true, "\(String(describing: error))")
    }

    @Test(arguments: ["5", "None", "'text'", "[]"])
    func resultsAreObjects(value: String) async throws {
        let error = try await ending("answer(\(value))")
        #expect(error?.code == "plugin-nonsense")
        #expect(error?.advice.first?.hasPrefix(#"a result is an object: {"value":"#) == true)
    }

    @Test func anErrorThatIsNullIsNone() async throws {
        #expect(try await code("say({'id': message['id'], 'error': None, 'result': {'value': 1}})") == "none")
    }

    @Test func aCrashIsToldWithWhatWasSaid() async throws {
        let silent = try await ending("os._exit(3)")
        #expect(silent?.message == "the plugin tested has ended by itself (exit status 3)")
        #expect(silent?.advice.last?.hasPrefix("it said nothing on its standard error") == true)
        let plugin = try PythonPlugin("print('no key', end='', file=sys.stderr, flush=True)\nos._exit(1)")
        let process = try plugin.start()
        do throws(PluginError) {
            _ = try await process.run("x", operands: [:])
            Issue.record("it should have ended")
        } catch {
            #expect(error.advice.last?.hasPrefix("what it said last is above") == true)
        }
        #expect(plugin.heard.lines == ["no key"])
        let closed = try await ending("os.close(1)\ntime.sleep(60)")
        #expect(closed?.message == "the plugin tested has closed its standard output, went on, and was ended")
        let killed = try await ending("os.kill(os.getpid(), 9)")
        #expect(killed?.message == "the plugin tested has ended by itself (signal 9, Killed)")
    }

    // MARK: Ctrl-C

    /// Starts a call, cancels it once the plugin says that it is in it, and makes another.
    ///
    /// - Parameter isLate: whether the time for the answer to the cancelled call passes.
    private func afterCancel(_ body: String, isLate: Bool) async throws -> (PluginProcess, PythonPlugin) {
        let plugin = try PythonPlugin("print('heard', method, file=sys.stderr, flush=True)\n\(body)")
        let time = ManualTime()
        let limits = PluginLimits.forTests(time)
        let process = try plugin.start(limits)
        try await process.greet(version: "1")
        let call = Task {
            await failure { () async throws(PluginError) in _ = try await process.run("x", operands: [:]) }
        }
        _ = try await plugin.heard.lines(1)
        call.cancel()
        #expect(await call.value == "interrupted")
        if isLate { time.advance(by: .milliseconds(limits.cancel)) }
        await process.settled()
        return (process, plugin)
    }

    @Test func whoIgnoresCancelIsEnded() async throws {
        let (process, plugin) = try await afterCancel("time.sleep(600)", isLate: true)
        #expect(process.ended?.code == "plugin-cancel")
        #expect(PythonPlugin.running(plugin.path) == [])
    }

    @Test func whoAnswersAfterCancelGoesOn() async throws {
        let body =
            "if method == 'run' and message['id'] == 2: sys.stdin.readline()\nif method == 'run': answer({'value': 7})"
        let (process, _) = try await afterCancel(body, isLate: false)
        #expect(process.ended == nil)
        #expect(try await process.run("y", operands: [:])["value"] == 7)
        process.bye()
    }

    /// What it asks for after that is refused, and what it has asked for is given up.
    @Test func questionsEndWithTheirCall() async throws {
        let plugin = try PythonPlugin(
            """
            if method == 'run':
                call = message['id']
                say({'id': 'a', 'method': 'keyway/get', 'params': {'name': 'slow'}})
            elif message.get('id') == 'a': say({'id': call, 'result': {}})
            elif method == 'cancel': say({'id': 'b', 'method': 'keyway/set', 'params': {}})
            elif message.get('id') == 'b': print(message['error']['data'], file=sys.stderr, flush=True)
            """)
        let asked = Mutex(false)
        let process = try plugin.start { _, _ in
            asked.withLock { $0 = true }
            await untilCancelled()
            return .failure(PluginError("given-up", "given up"))
        }
        let call = Task {
            await failure { () async throws(PluginError) in _ = try await process.run("x", operands: [:]) }
        }
        try await wait(until: "the plugin asks") { asked.withLock { $0 } }
        call.cancel()
        #expect(await call.value == "interrupted")
        await process.settled()
        #expect(try await plugin.heard.lines(1) == ["no-call"])
        #expect(process.ended == nil)
        process.bye()
    }

    // MARK: Floods

    @Test func progressIsShownInMeasure() async throws {
        let body = """
            for n in range(3000): say({'method': 'keyway/progress', 'params': {'text': str(n) + 'x' * 2000}})
            answer({'value': 1})
            """
        let plugin = try PythonPlugin(body)
        // All of it in a moment: the first ten, and the newest of the rest.
        let process = try plugin.start(.forTests(ManualTime()))
        _ = try await process.run("x", operands: [:])
        process.bye()
        let lines = plugin.heard.lines
        #expect(lines.map { $0.prefix { $0 != "x" } } == (0..<10).map { "\($0)" } + ["2999"])
        #expect(lines.allSatisfy { $0.count <= 501 })
    }

    @Test func aLineOfItsLogIsCutAndTheNextIsHeard() async throws {
        let plugin = try PythonPlugin(
            "print('x' * 100_000, file=sys.stderr)\nprint('next', file=sys.stderr, flush=True)\nos._exit(0)")
        let process = try plugin.start()
        _ = await failure { () async throws(PluginError) in _ = try await process.run("x", operands: [:]) }
        #expect(plugin.heard.lines.map(\.count) == [16 << 10, 4])
    }

    /// Its input is full, and it reads no more: what is written to it holds up nobody.
    @Test func whoDoesNotReadIsNotWaitedFor() async throws {
        let plugin = try PythonPlugin("time.sleep(600)")
        let process = try plugin.start()
        try await process.greet(version: "1")
        process.notify("wake")
        process.notify("fill", ["text": JSON(String(repeating: "x", count: 4 << 20))])
        process.bye()
        #expect(PythonPlugin.running(plugin.path) == [])
    }

    @Test func aFewThatForkAndForkEndWithIt() async throws {
        let mark = "keyway-bomb-\(Int.random(in: 0..<1_000_000_000))"
        let script =
            "trap '' TERM HUP; if [ $1 -gt 0 ]; then sh -c \"$0\" \"$0\" $(($1 - 1)) & sh -c \"$0\" \"$0\" $(($1 - 1)) & fi; sleep 600; : \(mark)"
        let body = """
            subprocess.Popen(['sh', '-c', r'''\(script)''', r'''\(script)''', '4'])
            while len(subprocess.run(['pgrep', '-f', '\(mark)'], capture_output=True).stdout.split()) < 8: pass
            answer({})
            """
        #expect(try await code(body) == "none")
        #expect(PythonPlugin.running(mark) == [])
    }

    @Test func closingItsInput() async throws {
        #expect(try await lateness("os.close(0)\ntime.sleep(60)") == "plugin-timeout")
    }

    @Test func closingItsOutput() async throws {
        #expect(try await code("os.close(1)\ntime.sleep(60)") == "plugin-crashed")
    }

    @Test func whatItForksEndsWithIt() async throws {
        let mark = "keyway-fork-\(Int.random(in: 0..<1_000_000_000))"
        let body = "subprocess.Popen(['sh', '-c', 'sleep 600; : \(mark)'])\nanswer({'value': 1})"
        #expect(try await code(body) == "none")
        #expect(PythonPlugin.running(mark) == [])
    }

    /// A session of its own, two forks deep, with an environment of its own: who adopts it ends it.
    @Test(arguments: [
        ("answer({'value': 1})", nil), ("os._exit(0)", "plugin-crashed"), ("time.sleep(60)", "plugin-timeout"),
    ])
    func whatLeavesItsSessionEndsWithIt(ending: String, code: String?) async throws {
        let mark = "keyway-stray-\(Int.random(in: 0..<1_000_000_000))"
        let body = """
            script = 'sleep 600; : \(mark)'
            for n in range(3): subprocess.Popen(['setsid', '-f', 'env', '-i', 'PATH=/usr/bin:/bin', 'sh', '-c', script])
            while len(subprocess.run(['pgrep', '-f', '\(mark)'], capture_output=True).stdout.split()) < 3: time.sleep(0.01)
            print('they run', file=sys.stderr, flush=True)
            \(ending)
            """
        let error =
            code == "plugin-timeout"
            ? try await self.ending(body) { _, plugin in plugin.heard.lines == ["they run"] }
            : try await self.ending(body)
        #expect(error?.code == code)
        #expect(PythonPlugin.running(mark) == [])
    }

    @Test func moreQuestionsThanAnybodyHas() async throws {
        let body = "for n in range(100000): say({'id': n, 'method': 'keyway/get', 'params': {}})\ntime.sleep(60)"
        let plugin = try PythonPlugin(body)
        let process = try plugin.start { _, _ in
            await untilCancelled()
            return .success(JSON(1))
        }
        let code = await failure { () async throws(PluginError) in
            _ = try await process.run("x", operands: JSON(members: []))
        }
        process.bye()
        #expect(code == "plugin-nonsense")
    }

    /// A descriptor that is closed is soon another file's: nothing may be written to it any more.
    @Test func whatIsSaidAfterItsEndGoesNowhere() async throws {
        let process = try PythonPlugin("answer({})").start()
        try await process.greet(version: "1.0.0")
        process.bye()
        let path = FileManager.default.temporaryDirectory.appending(path: "late-\(UUID().uuidString)").path
        let files = (0..<100).map { _ in open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600) }
        defer { for file in files { close(file) } }
        process.notify("late")
        process.bye()
        #expect(FileManager.default.contents(atPath: path)?.isEmpty == true)
        try FileManager.default.removeItem(atPath: path)
    }

    @Test func whatItChattersIsCut() async throws {
        let plugin = try PythonPlugin("for n in range(5000): print(n, file=sys.stderr)\nanswer({'value': 1})")
        let process = try plugin.start()
        _ = try await process.run("x", operands: JSON(members: []))
        process.bye()
        #expect(plugin.heard.lines.count <= 21)
    }

    @Test(arguments: [
        #"{}"#, #"{"name":"a b","version":"1.0.0"}"#, #"{"name":"a","version":"new"}"#, #"{"name":"a"}"#,
        #"{"name":"a","version":"1.0.0","commands":{}}"#,
        #"{"name":"a","version":"1.0.0","commands":[{"name":"get it"}]}"#,
        #"{"name":"a","version":"1.0.0","commands":[{"name":"x"},{"name":"x"}]}"#,
        #"{"name":"a","version":"1.0.0","hooks":["everything"]}"#, #"{"name":"a","version":"1.0.0","needs":["all"]}"#,
        #"{"name":"a","version":"1.0.0","providers":[{"name":"p"}]}"#, #"[]"#,
    ])
    func lyingManifests(text: String) throws {
        let json = try JSON(parsing: text)
        #expect(throws: PluginError.self) { try PluginManifest(json: json) }
    }

    @Test func theOtherVersionOfTheProtocol() async throws {
        let plugin = try PythonPlugin(
            "pass", before: "line = sys.stdin.readline(); message = json.loads(line); answer({'protocol': 2})")
        let process = try plugin.start()
        #expect(
            await failure { () async throws(PluginError) in try await process.greet(version: "1") } == "plugin-protocol"
        )
    }

    @Test func whatCannotBeStarted() throws {
        #expect(throws: PluginError.self) {
            try PluginProcess(
                "/nowhere/at/all", name: "x", environment: [:], log: { _ in }, host: { _, _ in .success(.null) })
        }
    }
}
