import Answers
import BenchSupport
import Commands
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Script
import Session
import Testing

@testable import Commands
@testable import Guide
@testable import Workbench

/// What is said of plugins: help, mistakes and advice.
@Suite struct PluginMessageTests {
    @Test(arguments: PluginTopics.all.map(\.name)) func theExamplesOfHelpAreWholePlugins(name: String) async throws {
        let page = try #require(PluginTopics.all.first { $0.name == name })
        let bench = await Bench()
        let path = try bench.write(page.example + "\n", "p.keyway")
        #expect(await bench.run("plugin test \(path)") == [])
        let source = ScriptSource(.recipe(path: path), text: page.example)
        let plugin = try PluginText(source, vocabulary: bench.workbench.vocabulary)
        #expect(await bench.run("plugin add \(path) --yes \(plugin.name)") == [])
    }

    @Test(arguments: ["plugins", "on", "on request", "needs", "complete", "provider … end", "provider NAME … end"])
    func helpKnowsWhatOnlyAPluginHas(topic: String) async {
        #expect(await Bench().run("help \(topic)") == [])
    }

    @Test func commandsStillComeFirst() async {
        let bench = await Bench()
        #expect(await bench.run("help provider add\nhelp provider") == [])
        #expect(await bench.run("help onwards") == ["unknown-topic"])
    }

    @Test func aChangedPluginWithHooksCanBeTakenAway() async throws {
        let bench = await Bench([.json([:])])
        let path = try bench.write("plugin p 1.0.0\non request\n  change X-A:1\nend\n", "p.keyway")
        #expect(await bench.run(Bench.ready + "plugin add \(path) --yes p") == [])
        _ = try bench.write("plugin p 1.0.0\n", "p.keyway")
        #expect(await bench.run("get /x") == ["plugin-changed"])
        let advice = await bench.display.failures.last?.advice ?? []
        #expect(advice.contains { $0.contains("plugin remove p") })
        #expect(await bench.run("plugin remove p\nget /x") == [])
    }

    @Test func aRefusedTokenIsKeptButNotChosen() async throws {
        let second: JSON = ["access_token": "access-token-2", "token_type": "Bearer", "scope": "admin"]
        let bench = await Bench([.tokens, .json(second), .json([:])])
        #expect(await bench.run(Bench.ready + "authorize\nexchange") == [])
        let path = try bench.write(
            "plugin p 1.0.0\non token\n  if {{token.scope}} contains admin\n    refuse \"too much\"\n  end\nend\n",
            "p.keyway")
        #expect(await bench.run("plugin add \(path) --yes p\nauthorize\nexchange") == ["plugin-refused"])
        let failure = try #require(await bench.display.failures.last)
        #expect(failure.advice.first?.contains("token use 2") == true)
        #expect(try await bench.workbench.store().token(2) != nil)
        #expect(await bench.run("get /x") == [])
        #expect(bench.transport.requests.last?.headers["Authorization"] == "Bearer access-token-1")
        #expect(await bench.run("token use 2") == [])
    }

    @Test func whatHooksSayIsInTheLog() async throws {
        let bench = await Bench([.json([:]), .json([:], status: 404)])
        let hooks = """
            plugin p 1.0.0
            on request
              annotate "sent to {{request.url}}"
            end
            on response
              annotate "came with {{response.status}}"
            end
            on failure
              annotate "failed with {{failure.status}}"
            end
            """
        let path = try bench.write(hooks, "p.keyway")
        #expect(await bench.run(Bench.ready + "plugin add \(path) --yes p\nget /one") == [])
        _ = await bench.run("get /two")
        #expect(await bench.run("log 1") == [])
        let first = await bench.display.answers.last?.json?["notes"]
        #expect(first == [JSON("p: sent to \(Bench.base)/one"), "p: came with 200"])
        #expect(await bench.run("show") == [])
        let second = await bench.display.answers.last?.json?["notes"]
        #expect(second == [JSON("p: sent to \(Bench.base)/two"), "p: came with 404", "p: failed with 404"])
    }

    /// What came as `clientSecret` is a `client_secret`.
    @Test func kindsOfSecretsAreKnownHoweverTheyAreSpelt() async throws {
        let answer: JSON = ["clientSecret": "spelt-otherwise-1"]
        let hook = "on request\n  change X-Seen:{{request.headers.X-Given}}\nend\n"
        let bench = await Bench([.json(answer), .json([:])])
        let path = try bench.write("plugin p 1.0.0\nneeds client_secret \"to see it\"\n\(hook)", "p.keyway")
        #expect(await bench.run(Bench.ready + "get /secret") == [])
        #expect(await bench.run("plugin add \(path) --yes p\nget /x X-Given:spelt-otherwise-1") == [])
        #expect(bench.transport.requests.last?.headers["X-Seen"] == "spelt-otherwise-1")
    }
}
