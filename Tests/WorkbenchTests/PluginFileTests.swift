import Answers
import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Plugins
import Script
import Testing

@testable import Workbench

/// A plugin's file as it changes under an open prompt, and what is kept of it.
@Suite struct PluginFileTests {
    private static let hook = "plugin p 1.0.0\non request\n  change X-A:1\nend\n"

    @Test func aFileThatChangesWhileItIsUsedIsRefused() async throws {
        let bench = await Bench([.json([:]), .json([:])])
        let path = try await bench.added(Self.hook)
        #expect(await bench.run("get /x") == [])
        _ = try bench.write(Self.hook.replacing("X-A:1", with: "X-A:other"), "p.keyway")
        #expect(await bench.run("get /x") == ["plugin-changed"])
        #expect(await bench.display.failures.last?.advice.first?.hasSuffix("plugin add \(path)") == true)
        #expect(bench.transport.requests.count == 1)
        #expect(await bench.run("plugin add \(path) --yes p\nget /x") == [])
        #expect(bench.transport.requests.last?.headers["X-A"] == "other")
    }

    @Test func aFileThatIsGoneIsRefused() async throws {
        let bench = await Bench([.json([:]), .json([:])])
        let path = try await bench.added(Self.hook)
        #expect(await bench.run("get /x") == [])
        try FileManager.default.removeItem(atPath: path)
        #expect(await bench.run("get /x") == ["plugin-missing"])
        #expect(await bench.run("plugin list\nplugin remove p\nget /x") == [])
    }

    @Test func aFileThatIsTouchedAloneGoesOn() async throws {
        let bench = await Bench([.json([:]), .json([:]), .json([:])])
        try await bench.added(Self.hook)
        #expect(await bench.run("get /x") == [])
        let before = try #require(await bench.workbench.openPlugins["p"]?.stamp)
        _ = try bench.write(Self.hook, "p.keyway")
        #expect(await bench.run("get /x") == [])
        let after = try #require(await bench.workbench.openPlugins["p"]?.stamp)
        #expect(before != after)
        #expect(await bench.run("get /x") == [])
    }

    @Test func aRunningExecutableIsEndedOnceItsFileChanges() async throws {
        let bench = await Bench()
        let path = try await bench.addedProcess("answer({'value': 1})")
        #expect(await bench.run("p-run") == [])
        let process = try #require(await bench.workbench.openPlugins["p"]?.process)
        try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: path))
        #expect(await bench.run("p-run") == ["plugin-changed"])
        #expect(process.ended != nil)
        #expect(await bench.workbench.openPlugins.isEmpty)
    }

    @Test func whatAnotherPromptHasAddedAgainIsUsed() async throws {
        let bench = await Bench([.json([:]), .json([:])])
        _ = try await bench.added(Self.hook)
        #expect(await bench.run("get /x") == [])
        let path = try bench.write(Self.hook.replacing("X-A:1", with: "X-A:other"), "p.keyway")
        #expect(await Bench(folder: bench.folder).run("plugin add \(path) --yes p") == [])
        #expect(await bench.run("get /x") == [])
        #expect(bench.transport.requests.last?.headers["X-A"] == "other")
    }

    @Test func aTrialLeavesNothingBehind() async throws {
        let bench = await Bench()
        let path = try bench.write(Bench.PluginText.python("answer({})"), "p.py")
        let folder = "\(bench.folder)/plugins"
        let copies = { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }
        #expect(await bench.run("plugin test \(path)") == [])
        #expect(await bench.run("plugin add \(path) --yes q") == ["plugin-consent"])
        #expect(copies() == [])
        let silent = try bench.write("#!/bin/sh\nexit 1\n", "q.sh")
        #expect(await bench.run("plugin test \(silent)") == ["plugin-crashed"])
        #expect(copies() == [])
        #expect(await bench.run("plugin add \(path) --yes p\nplugin test \(path)") == [])
        #expect(await bench.run("p-run") == [])
        #expect(copies().count == 1)
        await bench.workbench.endPlugins()
    }

    @Test func pathsAreKeptShort() async throws {
        let bench = await Bench()
        let path = try bench.write("plugin p 1.0.0\n", "p.keyway")
        #expect(await bench.run("plugin add \(bench.folder)//./p.keyway --yes p") == [])
        #expect(await bench.workbench.shelf.record("p")?.path == path)
    }

    // MARK: Clashes

    private static func preset(_ plugin: String, _ name: String) -> String {
        """
        plugin \(plugin) 1.0.0
        provider \(name)
          base_url https://api.acme.example
          token_endpoint https://acme.example/token
        end
        define shared
          set a = 1
        end

        """
    }

    @Test func presetsAndCommandsThatAreTakenAreSaid() async throws {
        let bench = await Bench()
        let one = try bench.write(Self.preset("one", "github"), "one.keyway")
        let two = try bench.write(Self.preset("two", "acme"), "two.keyway")
        let three = try bench.write(Self.preset("three", "acme"), "three.keyway")
        #expect(await bench.run("plugin add \(one) --yes one\nplugin add \(two) --yes two") == [])
        #expect(await bench.run("plugin add \(three) --yes three\nplugin list") == [])
        let shelf = await bench.workbench.shelf
        let clashes = try ["one", "two", "three"].map { shelf.clashes(of: try #require(shelf.record($0))) }
        #expect(clashes.map(\.providers) == [["github"], [], ["acme"]])
        #expect(clashes.map(\.commands) == [[], ["shared"], ["shared"]])
        let list = try #require(await bench.display.answers.compactMap(\.json).last)
        #expect(list[2]?["state"] == "as added; shared, acme taken by another")
        #expect(await bench.run("plugin test \(one)") == ["plugin-clash"])
    }

    /// What was added first keeps its names when it is added again.
    @Test func aPluginDoesNotClashWithLaterOnes() async throws {
        let bench = await Bench()
        let one = try bench.write(Self.preset("one", "acme"), "one.keyway")
        let two = try bench.write(Self.preset("two", "acme"), "two.keyway")
        #expect(await bench.run("plugin add \(one) --yes one\nplugin add \(two) --yes two") == [])
        #expect(await bench.run("plugin add \(one) --yes one") == [])
        let added = await bench.display.answers.last
        guard case .note(let text, _)? = added else {
            Issue.record("no note")
            return
        }
        #expect(text == "added one 1.0.0")
    }
}
