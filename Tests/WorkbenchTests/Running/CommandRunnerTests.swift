import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Script
import Session
import Testing

@testable import Commands
@testable import Workbench

/// What happens around every command, whoever runs it.
@Suite struct CommandRunnerTests {
    private static let refused = HTTPResponse.json(["error": "invalid_token"], status: 401)

    private func lastFailure(_ bench: Bench) async throws -> SessionFailure? {
        try await bench.workbench.store().lastFailure()
    }

    @Test(
        "Whatever sends leaves a failure that why finds",
        arguments: [
            ("try import curl 'curl https://other.example/x'", [HTTPResponse]()),
            ("import curl 'curl https://other.example/x'", [refused]), ("try get /x", [refused]),
            ("try get /x\nscopes probe", [.json([:]), refused]), ("try introspect", [refused]),
            ("try refresh", [refused]), ("try userinfo", [refused]),
        ])
    func failures(text: String, answers: [HTTPResponse]) async throws {
        let bench = await Bench([.tokens] + answers)
        await bench.run(
            Bench.ready
                + "provider set introspection_endpoint=\(Bench.base)/introspect jwks_uri=\(Bench.base)/jwks\nauthorize\nexchange"
        )
        #expect(try await lastFailure(bench) == nil)
        await bench.run(text)
        #expect(try await lastFailure(bench)?.exchange != nil, "\(text)")
    }

    @Test func aWatchedCommandLeavesAFailureAndNoLinesOfARecipe() async throws {
        let bench = await Bench([Self.refused], change: { $0.keepsTypedLines = true })
        await bench.run(Bench.ready)
        let lines = await bench.workbench.typed.lines.count
        let watch = Task {
            await bench.workbench.runTyped(ScriptSource(.prompt, text: "watch 100ms get /x"))
        }
        while try await lastFailure(bench) == nil { await Task.yield() }
        watch.cancel()
        _ = await watch.value
        #expect(await bench.workbench.typed.lines.count == lines)
    }

    @Test func aRecipeOfWhatWasTypedHasNoLineThatOnlyLooks() async throws {
        let bench = await Bench([.tokens, .json([:])], change: { $0.keepsTypedLines = true })
        await bench.run(Bench.ready + "authorize\nexchange")
        let before = await bench.workbench.typed.lines.map(\.text)
        for command in CommandTable.standard.commands {
            guard case .leftOut = command.traits.recipe else { continue }
            // The sessions are left alone, so that the lines of this one can be looked at.
            let leftOut: Set<CommandEffect> = [.managesSessions, .managesPlugins, .steersLessons]
            guard !leftOut.contains(command.traits.effect), command.name != "quit" else { continue }
            // No example writes into the folder in which the tests run.
            for example in command.examples
            where !["--to", "--svg", "--mermaid", ".keyway"].contains(where: example.contains) {
                await bench.run(example)
            }
        }
        let after = await bench.workbench.typed.lines.map(\.text)
        #expect(after == before, "\(after.filter { !before.contains($0) })")
        let file = bench.folder + "/made.keyway"
        #expect(await bench.run("history save \(file)") == [])
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let source = ScriptSource(.recipe(path: file), text: text)
        _ = try Script.parse(source, vocabulary: CommandTable.standard.vocabulary)
    }

    /// The lock holds for what a plugin asks to be run, too.
    @Test func aLockedSessionIsLockedForPlugins() async throws {
        let bench = await Bench()
        try await bench.addedProcess(#"answer({"value": ask("keyway/run", line="client show --reveal")})"#)
        #expect(await bench.run("session lock --passphrase x-1-y\np-run") != [])
    }
}
