import ArgumentParser
import Commands
import Diagnostics
import JSONKit
import Testing
import Workbench

@testable import keyway

@Suite struct RecordingTests {
    /// What was typed, with its accidental values, becomes a recipe that runs in another session.
    @Test func aTypedSessionBecomesARecipe() async throws {
        let folder = try RecipeFolder()
        let system = System(ProgramOptions())
        let display = CollectedOutput(system)
        var environment = system.workbenchEnvironment(
            session: nil, display: TextDisplay(output: display.output, errors: display.errors, showsBodies: true)
        ) { _ in nil }
        environment.keepsTypedLines = true
        let workbench = Workbench(session: nil, environment: environment, table: .standard)
        func type(_ text: String) async -> [String] {
            await workbench.run(ScriptSource(.prompt, text: text)).map(\.code)
        }
        #expect(await type("record start") == [])
        #expect(await type("client create App redirect={{callback}} scope=\"profile characters\"") == [])
        #expect(await type("authorize --as ada") == [])
        #expect(await type("exchange") == [])
        #expect(await type("get /oauth/userinfo") == [])
        let avatar = try #require(try await workbench.lastBody()["avatar"]?.string)
        #expect(await type("get \(avatar)") == [])
        #expect(await type("try get /nowhere") == [])
        #expect(await type("get /nowhere-else") == ["unknown_url"])
        #expect(await type("show status") == [])
        #expect(await type("for n in 1 2\n  get /oauth/userinfo\nend") == [])
        #expect(await type("record stop \(folder.file("typed.keyway"))") == [])

        let text = try folder.text("typed.keyway")
        #expect(text.contains("save avatar = $.avatar"))
        #expect(text.contains("get {{avatar}}"))
        #expect(text.contains("try get /nowhere\n"))
        #expect(!text.contains("nowhere-else"))
        #expect(text.contains("  for n in 1 2\n    get /oauth/userinfo\n  end\n"))
        #expect(!text.contains("show"))
        let results = try await TestRun.results(folder.file("typed.keyway"))
        #expect(results.first?.exitCode == 0, "\(results.first?.failure ?? "")")

        #expect(await type("history save \(folder.file("all.keyway")) --keep-failures") == [])
        #expect(try folder.text("all.keyway").contains("try get /nowhere-else"))
        #expect(await type("record stop x.keyway") == ["not-recording"])
        await environment.sandbox?.stop()
    }
}
