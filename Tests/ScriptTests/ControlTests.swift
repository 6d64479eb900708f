import Diagnostics
import Script
import Synchronization
import Testing

/// What a debugger sees, and what it can do.
@Suite struct ControlTests {
    /// Answers from lists, and keeps what it was asked.
    final class ListedControl: StepControl {
        private let state: Mutex<(before: [StepDecision], after: [StepDecision], seen: [String])>

        init(before: [StepDecision] = [], after: [StepDecision] = []) { state = Mutex((before, after, [])) }

        var seen: [String] { state.withLock { $0.seen } }

        func before(_ stop: ScriptStop) async -> StepDecision {
            state.withLock { state in
                let text = stop.source.text(in: stop.call.range)
                state.seen.append("\(stop.place.line) \(stop.depth) \(text)\(stop.isDefined ? " →" : "")")
                return state.before.isEmpty ? .run : state.before.removeFirst()
            }
        }

        func after(_ failure: Diagnostic, at stop: ScriptStop) async -> StepDecision {
            state.withLock { state in
                state.seen.append("failed \(failure.code)")
                return state.after.isEmpty ? .run : state.after.removeFirst()
            }
        }
    }

    private func run(_ text: String, _ control: ListedControl) async throws -> ([Diagnostic], [String]) {
        let host = TestHost()
        let script = try Script.parse(text)
        let failures = await Interpreter(host: host, vocabulary: .test, control: control).run(script)
        return (failures, await host.events)
    }

    @Test func isAskedBeforeEachCommand() async throws {
        let control = ListedControl()
        let text = "use a\ndefine f x\n  use {{x}}\nend\nstep S\nfor i in 1 2\n  f {{i}}\nend\ntry fail execution"
        let (failures, _) = try await run(text, control)
        #expect(failures.isEmpty)
        #expect(
            control.seen == [
                "1 0 use a", "7 0 f {{i}} →", "3 1 use {{x}}", "7 0 f {{i}} →", "3 1 use {{x}}", "9 0 fail execution",
            ])
    }

    @Test func skips() async throws {
        let (failures, events) = try await run("use a\nuse b", ListedControl(before: [.skip]))
        #expect(failures.isEmpty)
        #expect(events == ["use b"])
    }

    @Test func stopsAndCleansUp() async throws {
        let (failures, events) = try await run("use a\nuse b\nfinally\nuse z", ListedControl(before: [.run, .stop]))
        #expect(failures.map(\.code) == ["stopped"])
        #expect(events == ["use a", "failed: stopped", "use z"])
    }

    @Test func replaces() async throws {
        let source = ScriptSource(.recipe(path: "edit"), text: "use other")
        let other = try Script.call("use other")
        let (failures, events) = try await run("use a\nuse b", ListedControl(before: [.replace(other, in: source)]))
        #expect(failures.isEmpty)
        #expect(events == ["use other", "use b"])
    }

    @Test func retriesAndSkipsWhatFailed() async throws {
        let control = ListedControl(after: [.retry, .skip])
        let (failures, events) = try await run("fail execution\nuse b", control)
        #expect(failures.isEmpty)
        #expect(events == ["fail execution", "fail execution", "use b"])
        #expect(control.seen == ["1 0 fail execution", "failed failed", "failed failed", "2 0 use b"])
    }

    @Test func letsFail() async throws {
        let (failures, _) = try await run("fail execution\nuse b", ListedControl())
        #expect(failures.map(\.code) == ["failed"])
    }

    @Test func seesWhyWordsCannotBeEvaluated() async throws {
        let control = ListedControl(before: [.run], after: [.skip])
        let (failures, events) = try await run("use {{missing}}\nuse b", control)
        #expect(failures.isEmpty)
        #expect(events == ["use b"])
        #expect(control.seen == ["1 0 use {{missing}}", "failed no-value", "2 0 use b"])
    }
}
