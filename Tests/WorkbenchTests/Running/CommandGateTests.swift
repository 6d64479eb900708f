import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import Script
import Testing

@testable import Commands
@testable import Workbench

/// Each command of the table, from each origin, in a session that is open, locked or masked, live, in a dry run and in a
/// preview: what its traits refuse is refused by the same code everywhere, before anything is sent, asked or shown.
@Suite struct CommandGateTests {
    enum Condition: String, CaseIterable, Sendable { case open, locked, masked }
    enum Manner: String, CaseIterable, Sendable { case live, dry, preview }

    static let origins: [Origin] = [
        .prompt, .debugger, .commandLine, .standardInput, .recipe(path: "a.keyway"), .included(path: "b.keyway"),
        .plugin("p"), .hook(plugin: "p"),
    ]
    static let cases = Condition.allCases.flatMap { condition in Manner.allCases.map { (condition, $0) } }

    @Test func everyOriginIsTried() { #expect(Set(Self.origins.map(\.kind)) == Set(Origin.Kind.allCases)) }

    @Test(arguments: cases) func refusals(_ condition: Condition, _ manner: Manner) async throws {
        let bench = try await bench(condition)
        let before = (sent: bench.transport.requests.count, shown: await bench.display.answers.count)
        var refused = 0
        for command in CommandTable.standard.commands {
            for origin in Self.origins {
                guard let expected = Self.refusal(of: command, from: origin, condition, manner) else { continue }
                let invocation = Invocation(name: command.name, source: ScriptSource(origin, text: command.name))
                let code = await bench.workbench.outcome(of: CommandContext(invocation, command, Self.scope(manner)))
                #expect(code == expected, "\(command.name) from \(origin), \(condition.rawValue), \(manner.rawValue)")
                refused += 1
            }
        }
        #expect(refused > CommandTable.standard.commands.count)
        #expect(bench.transport.requests.count == before.sent)
        #expect(await bench.display.answers.count == before.shown)
    }

    /// The code by which the traits say that a command is refused; nil where it is run.
    private static func refusal(
        of command: Command, from origin: Origin, _ condition: Condition, _ manner: Manner
    ) -> String? {
        let traits = command.traits
        let isGranted = traits.needs.map { Permissions(allowed: []).isAllowed($0, to: origin) } ?? false
        guard traits.runBy.contains(origin.kind) || isGranted && !origin.isTyped else {
            return [.plugin, .hook].contains(origin.kind) ? "plugin-line" : "not-allowed"
        }
        if manner == .dry {
            // It shows what would be sent and goes on, tells of the rest, and does nothing that a lock is for.
            guard case .runs = traits.dry else { return nil }
        }
        if condition == .locked, traits.locked == .refused { return "locked" }
        return condition == .masked && traits.comparesSecrets ? "masked" : nil
    }

    private static func scope(_ manner: Manner) -> RunScope {
        var scope = RunScope()
        switch manner {
        case .live: scope.manner = .live
        case .dry: scope.manner = .dry
        case .preview: scope.manner = .preview(CaughtRequest())
        }
        return scope
    }

    private func bench(_ condition: Condition) async throws -> Bench {
        let bench = await Bench([.json(["ok": true])])
        #expect(await bench.run(Bench.ready + "get /x") == [])
        switch condition {
        case .open: return bench
        case .locked:
            #expect(await bench.run("session lock --passphrase {{env.SECRET}}") == [])
            return bench
        case .masked:
            let file = bench.folder + "/bundle.json"
            #expect(await bench.run("session export \(file)") == [])
            let other = await Bench()
            #expect(await other.run("session import \(file)") == [])
            return other
        }
    }
}

extension Workbench {
    /// The code of the failure with which a call ends; nil where it ends well.
    fileprivate func outcome(of call: CommandContext) async -> String? {
        do throws(Diagnostic) {
            try await CommandRunner.run(call, on: self)
            return nil
        } catch {
            return error.code
        }
    }
}
