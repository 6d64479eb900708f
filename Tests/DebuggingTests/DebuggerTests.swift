import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import Synchronization
import Testing

@testable import Debugging
@testable import Workbench

/// Stepping, editing and going on, with answers from a list.
@Suite struct DebuggerTests {
    /// Gives one line after another, and keeps what is shown.
    final class ListedConsole: DebugConsole {
        private let state: Mutex<(lines: [String], shown: [String])>

        init(_ lines: [String]) { state = Mutex((lines, [])) }

        var shown: [String] { state.withLock { $0.shown } }
        private func note(_ text: String) { state.withLock { $0.shown.append(text) } }

        func ask(_ prompt: String) async -> DebugInput {
            state.withLock { state in
                state.shown.append(prompt)
                return state.lines.isEmpty ? .end : .line(state.lines.removeFirst())
            }
        }

        func say(_ text: String) async { note(text) }
        func show(_ source: ScriptSource, _ range: Range<Int>) async { note("| \(source.text(in: range))") }
        func show(_ failure: Diagnostic) async { note("failed \(failure.code)") }
    }

    private func debug(
        _ text: String, _ lines: [String], answers: [HTTPResponse] = [], stopsAtOnce: Bool = true
    ) async -> (failures: [String], shown: [String], bench: Bench) {
        let bench = await Bench(answers)
        await bench.run(Bench.ready)
        let console = ListedConsole(lines)
        let debugger = Debugger(bench.workbench, console, main: "main", stopsAtOnce: stopsAtOnce)
        let failures = await bench.workbench.run(
            ScriptSource(.commandLine, text: text, name: "main"), control: debugger)
        return (failures.map(\.code), console.shown, bench)
    }

    @Test func stepsAndShowsTheMaskedRequest() async {
        let run = await debug("authorize\nexchange", ["next", ""], answers: [.tokens])
        #expect(run.failures == [])
        #expect(run.shown.filter { $0.hasSuffix("> ") } == ["main:1> ", "main:2> "])
        let requests = run.shown.filter { $0.contains("GET ") || $0.contains("POST ") }
        #expect(requests.count == 2)
        #expect(requests[1].contains("grant_type=authorization_code"))
        for secret in ["s3cret-value-1", "code-12345678"] { #expect(!run.shown.joined().contains(secret)) }
        #expect(run.bench.transport.requests.count == 1)
    }

    @Test func aPreviewLeavesNothingBehind() async throws {
        let run = await debug("authorize", ["log", "show {{authorization.state}}", "skip"])
        #expect(run.failures == [])
        #expect(run.bench.transport.requests.isEmpty)
        #expect(await run.bench.display.failures.map(\.code) == ["no-authorization"])
    }

    @Test func editsARequest() async {
        let run = await debug(
            "authorize\nexchange", ["n", "edit code_verifier=wrong", "n"], answers: [.tokens])
        #expect(run.failures == [])
        #expect(run.bench.form(0).first("code_verifier") == "wrong")
    }

    @Test func retriesAfterAFailure() async {
        let run = await debug(
            "get /a\nexpect status == 200\nset done=1", ["get /b", "retry"],
            answers: [.json([:], status: 201), .json([:])], stopsAtOnce: false)
        #expect(run.failures == [])
        #expect(run.shown.contains("failed expectation"))
        #expect(await run.bench.run("expect {{done}} == \"1\"") == [])
    }

    @Test func goesOnBehindAFailureOrEnds() async {
        let text = "expect {{client.id}} == x\nset done=1\nfinally\nset cleaned=1"
        let onwards = await debug(text, ["continue"], stopsAtOnce: false)
        #expect(onwards.failures == [])
        #expect(await onwards.bench.run("expect {{done}} == \"1\"") == [])
        let ended = await debug(text, ["stop"], stopsAtOnce: false)
        #expect(ended.failures == ["expectation"])
        #expect(await ended.bench.run("expect {{done}} not exists\nexpect {{cleaned}} == \"1\"") == [])
    }

    /// `provider discover` sends a second message where the first finds nothing.
    @Test func intoStopsBetweenTheMessagesOfACommand() async {
        let text = "try provider discover https://issuer.example/tenant\nset done=1"
        let answers = [HTTPResponse(status: 404), HTTPResponse(status: 404), HTTPResponse(status: 404)]
        let into = await debug(text, ["into", "continue"], answers: answers)
        #expect(into.failures == [])
        #expect(into.shown.filter { $0.contains("next message:") }.count == 1)
        #expect(await into.bench.run("expect {{done}} == \"1\"") == [])
        let next = await debug(text, ["next", "next"], answers: answers)
        #expect(!next.shown.contains { $0.contains("next message:") })
    }

    @Test func aScriptEndsBetweenTwoMessages() async {
        let run = await debug(
            "provider discover https://issuer.example/tenant\nset done=1", ["into", "vars", "stop"],
            answers: [HTTPResponse(status: 404), HTTPResponse(status: 404)])
        #expect(run.failures == ["interrupted"])
        #expect(run.bench.transport.requests.count == 1)
        #expect(await run.bench.run("expect {{done}} not exists") == [])
    }

    @Test func goesIntoDefinedCommands() async {
        let text = "define f a\nset x={{a}}\nset y=2\nend\nf 1\nset z=3"
        let into = await debug(text, ["into", "", "show {{a}}", "next", "next"])
        #expect(into.shown.filter { $0.hasPrefix("| ") } == ["| f 1", "| set x={{a}}", "| set y=2", "| set z=3"])
        #expect(into.shown.contains("  set x=1"))
        let over = await debug(text, ["next", "next"])
        #expect(over.shown.filter { $0.hasPrefix("| ") } == ["| f 1", "| set z=3"])
    }

    @Test func breakpoints() async {
        let text = "set a=1\nstep \"Two\"\nset b=2\nset c=3\nset d=4\nset e=5"
        let lines = [
            "break 4", "break \"two\"", "break if {{d | default 0}} == \"4\"", "break", "c", "c", "delete 1", "c", "c",
        ]
        let run = await debug(text, lines)
        #expect(run.failures == [])
        #expect(run.shown.filter { $0.hasPrefix("| ") } == ["| set a=1", "| set b=2", "| set c=3", "| set e=5"])
        #expect(run.shown.filter { $0.hasPrefix("breakpoint ") } == ["breakpoint 2", "breakpoint 1", "breakpoint 3"])
    }

    @Test func stops() async {
        #expect(await debug("set a=1\nset b=2", ["next", "stop"]).failures == ["stopped"])
        #expect(await debug("set a=1\nset b=2", ["next"]).failures == ["stopped"])
    }

    @Test func mistakesChangeNothing() async {
        let run = await debug(
            "set a=1", ["retry", "edit frob now", "edit get", "break if", "delete 7", "frob", "help", "n"])
        #expect(run.failures == [])
        #expect(await run.bench.display.failures.map(\.code) == ["unknown-command"])
    }

    @Test func debugNeedsATerminal() async {
        #expect(await Bench().run("debug x.keyway") == ["no-terminal"])
    }
}
