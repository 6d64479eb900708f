import Answers
import BenchSupport
import Completing
import Diagnostics
import JSONKit
import Script
import Settings
import Testing

@testable import Workbench

@Suite struct AliasTests {
    private func typed(_ bench: Bench, _ text: String) async -> [String] {
        await bench.workbench.runTyped(ScriptSource(.prompt, text: text)).map(\.code)
    }

    @Test(arguments: [
        "alias greet = 'set hello = world'", "alias greet='set hello = world'", "alias greet = \"set hello = world\"",
    ])
    func standsForTheBeginningOfALine(_ line: String) async {
        let bench = await Bench()
        #expect(await typed(bench, line) == [])
        #expect(await typed(bench, "greet") == [])
        #expect(await typed(bench, "  try greet") == [])
        #expect(await typed(bench, "expect {{hello}} == world") == [])
        #expect(await bench.display.answers.last?.json == ["held": "{{hello}} == world"])
    }

    /// `exit` is what shells and psql have; in a recipe nothing but the command's own name counts.
    @Test func exitLeavesThePrompt() async {
        let bench = await Bench()
        #expect(await bench.run("exit") == ["unknown-command"])
        #expect(await !bench.workbench.isFinished)
        #expect(await typed(bench, "exit") == [])
        #expect(await bench.workbench.isFinished)
    }

    @Test func anAliasOfTheUsersComesBeforeAHabit() async {
        let bench = await Bench()
        #expect(await typed(bench, "alias exit = 'set left = yes'") == [])
        #expect(await typed(bench, "exit") == [])
        #expect(await !bench.workbench.isFinished)
    }

    @Test func oneMayBeginWithAnotherAndNoneGoesRound() async {
        let bench = await Bench()
        #expect(await typed(bench, "alias a = 'b 1'") == [])
        #expect(await typed(bench, "alias b = 'set x ='") == [])
        #expect(await typed(bench, "a") == [])
        #expect(await typed(bench, "expect {{x}} == \"1\"") == [])
        #expect(await typed(bench, "alias c = 'd'") == [])
        #expect(await typed(bench, "alias d = 'c x'") == ["alias-circle"])
        #expect(await bench.display.failures.last?.message == "d would lead back to itself: d → c → d")
        #expect(await typed(bench, "alias loop = \"loop\"") == ["alias-circle"])
        #expect(await typed(bench, "alias e = 'e e'") == ["alias-circle"])
    }

    /// Somebody may write the file by hand.
    @Test func aCircleInTheFileIsNamed() async throws {
        let bench = await Bench()
        try await bench.workbench.aliasFile.save(["c": "d", "d": "c", "e": "c"])
        #expect(await typed(bench, "c") == ["unknown-command"])
        #expect(
            await bench.display.failures.last?.advice.first
                == "it is an alias of yours that leads back to itself: c → d → c; forget it: unalias c")
        #expect(await typed(bench, "e") == ["unknown-command"])
    }

    @Test(arguments: ["alias me = get /me", "alias me=get /me", "alias me get /me", "  alias me = get /me --no-token"])
    func wordsWithoutQuotesAreQuotedInTheAdvice(_ line: String) async throws {
        let bench = await Bench()
        #expect(await typed(bench, line) != [])
        let words = line.contains("--no-token") ? "get /me --no-token" : "get /me"
        #expect(
            await bench.display.failures.last?.advice.first == "put the words in single quotes: alias me = '\(words)'")
    }

    @Test func commandsComeFirst() async {
        let bench = await Bench()
        for name in ["get", "client", "for", "try", "session"] {
            #expect(await typed(bench, "alias \(name) = 'vars'") == ["alias-taken"], "\(name)")
        }
        #expect(await typed(bench, "alias hey = 'vars'") == [])
        #expect(await typed(bench, "define hey\n  set y = 2\nend") == [])
        #expect(await typed(bench, "hey\nexpect {{y}} == \"2\"") == [])
    }

    @Test func noSecretIsKeptInOne() async {
        let bench = await Bench()
        await bench.run(Bench.ready)
        for words in ["client add x client_secret=abc", "get /x X-Mine:s3cret-value-1"] {
            #expect(await typed(bench, "alias s = '\(words)'") == ["alias-secret"], "\(words)")
        }
        #expect(await typed(bench, "alias s = 'client add x client_secret={{env.SECRET}}'") == [])
        #expect(await typed(bench, "alias t = 'a\nb'") == ["alias-words"])
        #expect(await typed(bench, "alias é = 'a'") == ["alias-name"])
    }

    @Test func isListedExplainedAndForgotten() async {
        let bench = await Bench()
        #expect(await typed(bench, "alias me = 'get /me'") == [])
        for line in ["alias", "alias list", "alias me", "help me", "help"] {
            #expect(await typed(bench, line) == [], "\(line)")
        }
        #expect(await typed(bench, "unalias me\nalias me") == ["unknown-alias"])
        #expect(await typed(bench, "unalias me") == ["unknown-alias"])
    }

    @Test func isCompletedAsWhatItStandsFor() async {
        let bench = await Bench()
        await bench.run(Bench.ready)
        #expect(await typed(bench, "alias choose = 'client use'") == [])
        #expect(await bench.workbench.completions(of: "choo").candidates.map(\.text) == ["choose"])
        let found = await bench.workbench.completions(of: "choose my")
        #expect(found.candidates.map(\.text) == ["my-client"])
        #expect(found.range == 7..<9)
    }

    @Test func aRecipeKnowsNone() async {
        let bench = await Bench()
        #expect(await typed(bench, "alias me = 'get /me'") == [])
        #expect(await bench.run("me") == ["unknown-command"])
        #expect(await bench.display.failures.last?.advice.first?.contains("write: get /me") == true)
        let findings = await bench.workbench.check(ScriptSource(.recipe(path: "x.keyway"), text: "me\n"))
        #expect(findings.first?.diagnostic.advice.first?.contains("alias of yours") == true)
    }
}
