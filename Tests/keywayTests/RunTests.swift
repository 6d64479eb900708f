import ArgumentParser
import Foundation
import JSONKit
import Reports
import Terminal
import TestSupport
import Testing

@testable import keyway

@Suite struct RunTests {
    private static let steps = """
        step "First" --tag quick
          set a:=1
          expect {{a}} == 1
        step "Second"
          expect {{a}} == 1
        step "Third thing" --tag slow
          set c:=3
          expect {{c}} == 3
        """

    @Test func eachKindOfFailureHasItsExitCode() async throws {
        let folder = try RecipeFolder([
            "a.keyway": "expect {{now}} == 1", "b.keyway": "nonsense", "c.keyway": "get http://127.0.0.1:1/",
            "d.keyway": "expect {{now}} > 1",
        ])
        let results = try await TestRun.results(folder.path, "--jobs", "3")
        #expect(results.map(\.exitCode) == [1, 2, 3, 0])
        #expect(results.map(\.outcome) == [.failed, .error, .error, .passed])
    }

    @Test func stepsAreChosen() async throws {
        let folder = try RecipeFolder(["a.keyway": RunTests.steps])
        func run(_ arguments: String...) async throws -> (Int, Int32) {
            let command = try RunCommand.parse(["--quiet", folder.file("a.keyway")] + arguments)
            let system = System(command.shared.values(limitsRun: true))
            let recipes = try RecipeFiles(system).recipes(command.files, shard: nil, times: 1)
            let results = await RunPool(system, try RunPlan(command, system), jobs: 1, seconds: nil).run(recipes)
            return (results[0].counts.steps, results[0].exitCode)
        }
        #expect(try await run("--only", "first") == (1, 0))
        #expect(try await run("--only", "Second") == (1, 1))
        #expect(try await run("--from", "third") == (1, 0))
        #expect(try await run("--to", "second") == (2, 0))
        #expect(try await run("--tag", "slow") == (1, 0))
        #expect(try await run("--tag", "slow", "--tag", "quick") == (2, 0))
        #expect(try await run("--only", "nothing") == (0, 0))
    }

    @Test func shardsAreEverythingOnce() {
        let files = (1...10).map { "\($0).keyway" }
        let parts = (1...3).compactMap { Shard(argument: "\($0)/3") }.map { $0.chosen(from: files) }
        #expect(parts.flatMap(\.self).sorted() == files.sorted())
        #expect(parts.map(\.count) == [4, 3, 3])
        for wrong in ["0/3", "4/3", "1", "1/0", "a/b", "1/2/3", ""] { #expect(Shard(argument: wrong) == nil) }
    }

    @Test func foldersAndRepetitions() async throws {
        let folder = try RecipeFolder(["b.keyway": "set x = 1", "a.keyway": "set x = 1", "notes.txt": "nonsense"])
        let results = try await TestRun.results(folder.path, "--repeat", "2")
        let names = results.map { $0.name.split(separator: "/").last.map(String.init) ?? "" }
        #expect(names == ["a.keyway (1 of 2)", "a.keyway (2 of 2)", "b.keyway (1 of 2)", "b.keyway (2 of 2)"])
    }

    @Test func theTimeOfTheWholeRunIsLimited() async throws {
        let folder = try RecipeFolder([
            "a.keyway": "retry 1000 every 1s until {{now}} == 1\n  set x = 1\nend", "b.keyway": "set x = 1",
        ])
        let time = ManualTime()
        let run = Task {
            try await TestRun.results(folder.path, "--timeout", "30", sleep: { try await time.sleep(for: $0) })
        }
        // The run's own limit, and the pause between two attempts.
        try await wait(until: "the first recipe waits for its next attempt") { time.sleeperCount == 2 }
        time.advance(by: .seconds(30))
        let results = try await run.value
        #expect(results[0].exitCode == 3)
        #expect(results[0].failure?.contains("the run was ended here: its 30 seconds are over") == true)
        #expect(results[1].outcome == .skipped)
    }

    @Test func aDryRunSendsNothing() async throws {
        let folder = try RecipeFolder([
            "a.keyway": "get http://127.0.0.1:1/\nexpect status == 200\nsave x = $.a\nget /{{x}}"
        ])
        let results = try await TestRun.results(folder.path, "--dry-run")
        #expect(results[0].exitCode == 0)
        #expect(results[0].counts.exchanges == 2)
    }

    @Test func severalReportsAtOnce() async throws {
        let folder = try RecipeFolder(["a.keyway": RunTests.steps, "b.keyway": "step \"S\"\n  expect {{now}} == 1"])
        _ = try await TestRun.results(
            folder.path, "--report", "junit=\(folder.file("j.xml"))", "--report", "tap=\(folder.file("t.tap"))",
            "--report", "json=\(folder.file("r.json"))", "--report", "html=\(folder.file("page"))")
        #expect(try folder.text("j.xml").contains(#"tests="4" failures="1""#))
        #expect(try folder.text("t.tap").contains("1..4\n"))
        #expect(try folder.text("r.json").contains("\"failed\": 1"))
        #expect(try folder.text("page/index.html").contains("1 of 2 recipes failed"))
    }

    private static let refused = """
        step "Sign in"
          use sandbox
          client create "App" scope=profile redirect={{callback}}
          authorize --as ada
          exchange
          try get /oauth/characters/1
        step "Characters"
          get /oauth/characters/1
        step "Expected otherwise"
          try get /oauth/characters/2
          expect status == 200
        step "Not about the answer"
          get /oauth/userinfo
          expect {{now}} == 1
        """

    /// The verdict stands at the failure that it is about, and at no other.
    @Test func theVerdictTravelsIntoReports() async throws {
        let folder = try RecipeFolder(["a.keyway": RunTests.refused])
        _ = try await TestRun.results(
            folder.path, "--keep-going", "--report", "json=\(folder.file("r.json"))", "--report",
            "junit=\(folder.file("j.xml"))", "--report", "tap=\(folder.file("t.tap"))", "--report",
            "html=\(folder.file("page"))")
        let json = try JSON(parsing: try folder.text("r.json"))
        let steps = json["recipes"]?[0]?["steps"]?.elements ?? []
        let causes = steps.map { step in
            (step["commands"]?.elements ?? []).compactMap { $0["failure"]?["why"]?["cause"]?.string }
        }
        #expect(causes == [[], ["scope-insufficient"], ["scope-insufficient"], []])
        let failure = steps.count > 1 ? steps[1]["commands"]?[0]?["failure"] : nil
        #expect(failure?["why"]?["confidence"]?.string == "proved")
        #expect(failure?["why"]?["fix"]?["commands"]?.elements?.isEmpty == false)
        #expect(failure?["advice"]?.elements?.contains { $0.string?.contains("`why`") == true } == false)
        #expect(try folder.text("j.xml").contains("why: scope-insufficient (proved)"))
        #expect(try folder.text("t.tap").contains("    cause: \"scope-insufficient\""))
        #expect(try folder.text("page/index.html").contains("<code>scope-insufficient</code>"))
    }

    @Test func noSecretStandsInAVerdict() async throws {
        let folder = try RecipeFolder([
            "a.keyway": """
            step "Sign in"
              use sandbox
              client create "App" scope=profile redirect={{callback}}
              authorize --as ada
              exchange code_verifier=a-verifier-that-is-quite-another-one-1234567890abc
            """
        ])
        _ = try await TestRun.results(folder.path, "--report", "json=\(folder.file("r.json"))")
        let text = try folder.text("r.json")
        #expect(text.contains("\"verifier-mismatch\""))
        #expect(!text.contains("a-verifier-that-is-quite"))
    }

    @Test(arguments: [
        ["--jobs", "0", "a"], ["--jobs", "2", "--session", "x", "a"], ["--shard", "3/2", "a"],
        ["--report", "pdf=x", "a"],
        ["--report", "junit", "a"], ["--dry-run", "--record", "x", "a"], ["--offline", "x", "--jobs", "2", "a"],
        ["--repeat", "0", "a"],
    ])
    func wrongOptionsAreRefused(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try RunCommand.parse(arguments) }
    }

    /// Several recipes at once write to the same terminal; each must come whole.
    @Test func outputIsCollectedInItsOrder() throws {
        let system = System(ProgramOptions())
        let page = CollectedOutput(system)
        page.output.write("a")
        page.errors.write("b")
        page.output.write("c")
        #expect(page.texts.map(\.text) == ["a", "b", "c"])
        #expect(page.texts.map(\.isError) == [false, true, false])
    }
}
