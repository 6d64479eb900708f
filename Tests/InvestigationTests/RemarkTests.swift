import Answers
import BenchSupport
import Diagnostics
import Foundation
import HTTPMessage
import JSONKit
import Testing

@testable import Investigation
@testable import Workbench

/// What is said beside an answer, so that nobody takes a part for the whole or a choice for one's own.
@Suite struct RemarkTests {
    private func remark(_ bench: Bench) async -> String? {
        guard case .remarked(_, let text)? = await bench.display.answers.last else { return nil }
        return text
    }

    private func failure(_ bench: Bench) async -> Diagnostic? { await bench.display.failures.last }

    @Test func aLockedSessionSaysSo() async {
        let bench = await Bench([.tokens])
        #expect(await bench.run(Bench.ready + "authorize\nexchange\nset --secret pin = secret-of-mine") == [])
        #expect(await bench.run("session lock --passphrase {{env.SECRET}}") == [])
        for line in ["log", "vars", "vars --all", "client list", "token list"] {
            #expect(await bench.run(line) == [])
            #expect(
                await remark(bench) == "the session is locked, so its secrets are left out; `session unlock` opens it",
                "\(line)")
        }
        for line in ["show", "$.username", "log 1"] {
            #expect(await bench.run(line) == ["locked"], "\(line)")
            #expect(await failure(bench)?.advice.first == "open it: session unlock")
        }
        // What is sealed is not told as if it were empty, or a public client's.
        _ = await bench.run("client list")
        #expect(await bench.display.answers.last?.json?[0]?["type"] == .null)
        _ = await bench.run("vars --all")
        #expect(await bench.display.answers.last?.json?.text().contains("token.access") == false)
        #expect(await bench.run("session unlock --passphrase {{env.SECRET}}\nlog") == [])
        #expect(await remark(bench) == nil)
    }

    @Test func theLogTellsOfOlderOnes() async {
        let bench = await Bench((0..<4).map { JSON($0) }.map { .json($0) })
        #expect(await bench.run(Bench.ready + "get /a\nget /b\nget /c\nget /d\nlog") == [])
        #expect(await remark(bench) == nil)
        _ = await bench.run("log --last 3")
        #expect(await remark(bench) == "1 older exchange not listed; `log --last 4` lists all")
        _ = await bench.run("log --last 1")
        #expect(await remark(bench) == "3 older exchanges not listed; `log --last 4` lists all")
    }

    @Test func clientsOfOneNameAreToldApart() async {
        let bench = await Bench()
        let other =
            "provider add other base_url=https://other.example\nuse other\nclient add my-client redirect=http://a"
        #expect(await bench.run(Bench.ready + other + "\nclient list") == [])
        #expect(await remark(bench) == "there are clients of test too; `client list --all` lists them")
        #expect(await bench.run("client list --all") == [])
        let rows = await bench.display.answers.last?.json
        #expect(rows?.elements?.map { $0["provider"]?.string ?? "" } == ["other", "test"])
        #expect(rows?.elements?.map { $0["used"] ?? .null } == [true, false])
        #expect(await bench.run("client use my-client") == [])
        guard case .note(let text, _)? = await bench.display.answers.last else { return }
        #expect(text == "using the client my-client of other")
    }

    @Test func aClientOfAnotherProviderIsFoundThere() async {
        let bench = await Bench()
        let other = "provider add other base_url=https://other.example\nuse other\nclient use my-client"
        #expect(await bench.run(Bench.ready + other) == ["unknown-client"])
        #expect(await failure(bench)?.advice.first == "test has one: use test")
    }

    /// Two prompts on one session share what is chosen, and the one that did not choose says so.
    @Test func whatAnotherPromptHasChosenIsTold() async throws {
        let folder = Bench.newFolder()
        let typing: (inout WorkbenchEnvironment) -> Void = { $0.keepsTypedLines = true }
        let one = await Bench(folder: folder, change: typing)
        #expect(await one.run(Bench.ready + "client add second redirect=http://a") == [])
        let two = await Bench(folder: folder, change: typing)
        #expect(await two.run("client show") == [])
        #expect(await one.run("client use my-client") == [])
        #expect(await one.workbench.takeOutsideNews() == nil)
        #expect(await two.run("client show") == [])
        let told = await two.display.answers.compactMap { answer in
            if case .note(let text, _) = answer { text } else { String?.none }
        }
        #expect(told == ["another prompt on this session has chosen the client my-client"])
        // At the prompt it is told before the next line.
        #expect(await one.run("use serika") == [])
        _ = await two.workbench.promptState()
        #expect(
            await two.workbench.takeOutsideNews()?.hasPrefix(
                "another prompt on this session has chosen the provider serika") == true)
        #expect(await two.workbench.takeOutsideNews() == nil)
    }

    @Test func aFolderThatWasMadeIsNamed() async {
        let bench = await Bench([.json(["a": 1])])
        #expect(await bench.run(Bench.ready + "get /x") == [])
        let folder = "\(bench.folder)/new/folder"
        #expect(await bench.run("session export '\(folder)/x.json'") == [])
        guard case .note(let text, _)? = await bench.display.answers.last else { return }
        #expect(text == "\(folder)/x.json is written, in the new folder \(folder), with every secret masked")
        #expect(await bench.run("export curl --to '\(folder)/x.sh'") == [])
        guard case .note(let second, _)? = await bench.display.answers.last else { return }
        #expect(second == "1 exchange written to \(folder)/x.sh")
    }

    @Test func aPassphraseThatIsNotRepeatedIsCalledSo() async {
        let bench = await Bench(change: { environment in
            environment.askSecret = { $0.hasPrefix("new") ? "open sesame" : nil }
        })
        #expect(await bench.run("session lock") == ["no-secret"])
        #expect(await failure(bench)?.message == "no second passphrase was given; nothing was done")
    }

    @Test func aPromptThatWasCopiedAlongIsRecognised() async {
        let bench = await Bench()
        for line in ["sandbox> use sandbox", "sandbox/my-app 59m> use sandbox"] {
            let codes = await bench.workbench.runTyped(ScriptSource(.prompt, text: line)).map(\.code)
            #expect(codes == ["unknown-command"])
            #expect(
                await failure(bench)?.advice.first == "what stands before > is a prompt; leave it out: use sandbox")
        }
    }

    /// What a fix fails with was shown when it failed.
    @Test func aFixThatFailsIsToldOnce() async throws {
        let bench = try await LiveBench()
        _ = await bench.run("client create App scope=profile\nauthorize --as ada\nexchange\nexchange")
        _ = await bench.run("sandbox fault server-error 3")
        let before = await bench.display.answers.count
        _ = await bench.run("why --fix")
        let shown = await bench.display.answers.dropFirst(before).filter { answer in
            if case .exchange = answer { true } else { false }
        }
        #expect(shown.count == 1)
        let failures = await bench.display.failures.suffix(2)
        #expect(failures.map(\.code) == ["server_error", "fix-failed"])
        #expect(failures.last?.found == "changed meanwhile: authorization 2 is in use")
        await bench.stop()
    }
}
