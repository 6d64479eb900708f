import Diagnostics
import JSONKit
import Script
import Testing

/// In what order things happen, and where a script ends.
@Suite struct InterpreterTests {
    private func events(_ text: String, keepsGoing: Bool = false) async throws -> [String] {
        try await run(text, keepsGoing: keepsGoing).host.events
    }

    @Test func stepsInOrder() async throws {
        let text = "use a\nstep \"One of {{client.name}}\"\nuse b\nstep Two\nstep Three\nuse c"
        #expect(
            try await events(text) == ["use a", "step: One of My App", "use b", "step: Two", "step: Three", "use c"])
    }

    @Test func valuesSavedBefore() async throws {
        #expect(try await events("save user = $.username\nset b={{user}}!\nuse {{b}}").last == "use ada!")
    }

    @Test func failureEndsTheScript() async throws {
        #expect(
            try await events("step A\nfail execution\nuse x\nstep B\nuse y")
                == ["step: A", "fail execution", "failed: failed"])
    }

    @Test func keepingGoingSkipsTheRestOfTheStep() async throws {
        let (failures, host) = try await run(
            "expect status == 1\nuse w\nstep A\nfail execution\nuse x\nstep B\nfail usage\nuse y\nstep C\nuse z",
            keepsGoing: true)
        #expect(failures.map(\.kind) == [.expectation, .execution, .usage])
        #expect(failures.map(\.exitCode) == [1, 3, 64])
        #expect(
            await host.events == [
                "expect", "failed: expectation", "use w", "step: A", "fail execution", "failed: failed", "step: B",
                "fail usage", "failed: failed", "step: C", "use z",
            ])
    }

    @Test func failureOfAValueInATitle() async throws {
        #expect(try await events("step {{frob}}\nuse x") == ["failed: no-value"])
    }

    @Test func tryAllowsFailures() async throws {
        let (failures, host) = try await run("try fail execution\ntry fail expectation\ntry use x\nuse y")
        #expect(failures.isEmpty)
        #expect(
            await host.events == [
                "fail execution", "allowed: failed", "fail expectation", "allowed: failed", "use x", "use y",
            ])
        #expect(await host.calls.map(\.mayFail) == [true, true, true, false])
    }

    @Test(arguments: [Diagnostic.Kind.usage, .syntax, .interrupted])
    func tryDoesNotHide(_ kind: Diagnostic.Kind) async throws {
        let (failures, _) = try await run("try fail \(kind.rawValue)\nuse x")
        #expect(failures.map(\.kind) == [kind])
    }

    @Test func interruptionEndsEvenWhatKeepsGoing() async throws {
        let (failures, host) = try await run("fail interrupted\nuse x\nstep A\nuse y", keepsGoing: true)
        #expect(failures.map(\.exitCode) == [130])
        #expect(await host.events == ["fail interrupted", "failed: failed"])
    }

    @Test func cancelledTaskRunsNothing() async throws {
        let script = try Script.parse("use x\nuse y")
        let host = TestHost()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await Interpreter(host: host, vocabulary: .test, keepsGoing: true).run(script)
        }
        #expect(await task.value.map(\.kind) == [.interrupted])
        #expect(await host.calls.isEmpty)
    }

    @Test func failuresKnowTheirPlace() async throws {
        let (failures, _) = try await run("use a\n  try use x\n  fail execution # so\n")
        let place = try #require(failures.first?.place)
        #expect(place.line == 3)
        #expect(place.column == 3)
        #expect(place.lineText == "  fail execution # so")
        #expect(place.length == "fail execution".count)
    }

    @Test func everyKindHasItsExitCode() {
        let codes = Diagnostic.Kind.allCases.map { Diagnostic($0, "code", "message").exitCode }
        #expect(codes == [2, 1, 3, 4, 64, 130])
    }

    @Test(arguments: ["use 'a", "use \"a", "use \"\"\"a", "use {{a", "use \"{{a", "use \\", "use a \\\n"])
    func incomplete(_ text: String) {
        let rejection = #expect(throws: ScriptRejection.self) { try Script.parse(text) }
        #expect(rejection?.isIncomplete == true)
    }

    @Test(arguments: ["use", "$.a[0", "use \"\\q\"", "frob", "expect $.a["])
    func wrongButComplete(_ text: String) {
        let rejection = #expect(throws: ScriptRejection.self) { try Script.parse(text) }
        #expect(rejection?.isIncomplete == false)
    }
}
