import Foundation
import Glibc
import JSONKit
import Testing

@testable import Plugins

/// Plugins that mean no good: each costs a clear failure, and leaves no process behind.
@Suite struct HostileTests {
    private func code(_ body: String, before: String = "") async throws -> String {
        let plugin = try PythonPlugin(body, before: before)
        let process = try plugin.start(.impatient)
        let code = await failure { () async throws(PluginError) in
            try await process.greet(version: "1")
            _ = try await process.run("x", operands: JSON(members: []))
        }
        process.bye()
        #expect(PythonPlugin.running(plugin.path) == [])
        return code
    }

    @Test func silent() async throws { #expect(try await code("pass") == "plugin-timeout") }

    @Test func deafToItsEnd() async throws {
        let before = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
        #expect(try await code("while True: time.sleep(1)", before: before) == "plugin-timeout")
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
    }

    @Test func closingItsInput() async throws {
        #expect(try await code("os.close(0)\ntime.sleep(60)") == "plugin-timeout")
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
    @Test(arguments: ["answer({'value': 1})", "time.sleep(0.2); os._exit(0)", "time.sleep(60)"])
    func whatLeavesItsSessionEndsWithIt(ending: String) async throws {
        let mark = "keyway-stray-\(Int.random(in: 0..<1_000_000_000))"
        let body = """
            script = 'sleep 600; : \(mark)'
            for n in range(3): subprocess.Popen(['setsid', '-f', 'env', '-i', 'PATH=/usr/bin:/bin', 'sh', '-c', script])
            while len(subprocess.run(['pgrep', '-f', '\(mark)'], capture_output=True).stdout.split()) < 3: time.sleep(0.01)
            print('they run', file=sys.stderr, flush=True)
            \(ending)
            """
        let plugin = try PythonPlugin(body)
        var limits = PluginLimits.forTests
        limits.run = 5000
        let process = try plugin.start(limits)
        try await process.greet(version: "1")
        _ = await failure { () async throws(PluginError) in _ = try await process.run("x", operands: [:]) }
        process.bye()
        #expect(plugin.heard.lines == ["they run"])
        #expect(PythonPlugin.running(mark) == [])
    }

    @Test func moreQuestionsThanAnybodyHas() async throws {
        let body = "for n in range(100000): say({'id': n, 'method': 'keyway/get', 'params': {}})\ntime.sleep(60)"
        let plugin = try PythonPlugin(body)
        let process = try plugin.start { _, _ in
            try? await Task.sleep(for: .seconds(5))
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
