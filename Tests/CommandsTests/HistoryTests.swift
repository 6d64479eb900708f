import Answers
import BenchSupport
import Diagnostics
import HTTPMessage
import JSONKit
import Synchronization
import Testing

@testable import Commands
@testable import Workbench

/// `history` and `edit`, with a history and an editor that the tests hold in their hands.
@Suite struct HistoryTests {
    private final class Desk: Sendable {
        let entries = Mutex<[String]>([])
        /// What the editor was given, and what it saves; nil for a text that is left as it was.
        let opened = Mutex<[String]>([])
        let saved = Mutex<String?>(nil)
    }

    private let desk = Desk()

    private func bench(_ answers: [HTTPResponse] = []) async -> Bench {
        await Bench(
            answers,
            change: { [desk] environment in
                environment.history = HistoryAccess(
                    entries: { () throws(Diagnostic) in desk.entries.withLock { $0 } },
                    clear: { () throws(Diagnostic) in desk.entries.withLock { $0 = [] } })
                environment.editText = { text, _ throws(Diagnostic) in
                    desk.opened.withLock { $0.append(text) }
                    return desk.saved.withLock { $0 }
                }
            })
    }

    /// Types a line: the prompt has put it into the history by the time that it runs.
    private func type(_ text: String, _ bench: Bench) async -> [String] {
        desk.entries.withLock { $0.append(text) }
        return await bench.workbench.runTyped(ScriptSource(.prompt, text: text)).map(\.code)
    }

    @Test func isListedWithItsNumbers() async {
        let bench = await bench()
        desk.entries.withLock { $0 = (1...30).map { "entry \($0)" } + ["for x in a\n  vars\nend"] }
        #expect(await bench.run("history") == [])
        #expect(await bench.display.answers.last?.json?.elements?.count == 20)
        #expect(await bench.run("history 2") == [])
        #expect(
            await bench.display.answers.last?.json == [
                ["n": 30, "entry": "entry 30"], ["n": 31, "entry": "for x in a\n  vars\nend"],
            ])
        #expect(await bench.run("history --all") == [])
        #expect(await bench.display.answers.last?.json?.elements?.count == 31)
        #expect(await bench.run("history nonsense\nhistory 0") == ["history-count"])
    }

    @Test func isSearchedWhateverTheCase() async {
        let bench = await bench()
        desk.entries.withLock { $0 = ["get /One two", "post /three", "get /ONE TWO 3"] }
        #expect(await type("history search one TWO", bench) == [])
        #expect(await bench.display.answers.last?.json?.elements?.map { $0["n"]?.integer } == [1, 3])
        #expect(await type("history search nothing-of-the-kind", bench) == [])
        #expect(await bench.display.answers.last?.json == [])
    }

    @Test func isCleared() async {
        let bench = await bench()
        #expect(await type("history clear", bench) == [])
        #expect(desk.entries.withLock { $0 } == [])
    }

    @Test func aRecipeHasNone() async {
        #expect(await Bench().run("history") == ["no-history"])
        #expect(await Bench().run("edit") == ["no-editor"])
        #expect(await bench().run("edit") == ["no-editor"])
    }

    @Test func whatIsEditedComesBackToThePrompt() async {
        let bench = await bench()
        desk.saved.withLock { $0 = "vars --all" }
        #expect(await type("nonsense that failed", bench) == ["unknown-command"])
        #expect(await type("edit", bench) == [])
        #expect(desk.opened.withLock { $0 } == ["nonsense that failed"])
        #expect(await bench.workbench.takeOffer() == "vars --all")
        #expect(await bench.workbench.takeOffer() == "")
        // The line before is still the one before `edit`.
        #expect(await type("edit", bench) == [])
        #expect(desk.opened.withLock { $0.last } == "nonsense that failed")
        #expect(await type("edit 1", bench) == [])
        #expect(await type("edit 99", bench) == ["unknown-entry"])
        #expect(desk.opened.withLock { $0.count } == 3)
    }

    @Test func nothingComesOfATextThatIsLeftAsItWas() async {
        let bench = await bench([.json(["ok": true]), .json(["ok": true])])
        #expect(await type("vars", bench) == [])
        #expect(await type("edit", bench) == [])
        #expect(await bench.workbench.takeOffer() == "")
        await bench.run(Bench.ready + "post /x a=1")
        #expect(await type("edit --body", bench) == [])
        #expect(bench.transport.requests.count == 1)
    }

    @Test func aBodyIsSentAgain() async {
        let bench = await bench([.json(["ok": true]), .json(["ok": false])])
        await bench.run(Bench.ready + "post /x a=1 X-Mine:yes")
        desk.saved.withLock { $0 = #"{"a": 2}"# }
        #expect(await type("edit --body", bench) == [])
        #expect(desk.opened.withLock { $0 } == [#"{"a":"1"}"#])
        let sent = bench.transport.requests
        #expect(sent.count == 2 && sent[1].url == sent[0].url && sent[1].headers["X-Mine"] == "yes")
        #expect(sent[1].body.map { String(decoding: $0, as: UTF8.self) } == #"{"a": 2}"#)
        #expect(await bench.run("expect $.ok == false") == [])
    }

    @Test func whatHasNoBodyIsNotSentAgain() async {
        let bench = await bench([.json(["ok": true])])
        await bench.run(Bench.ready + "get /x")
        #expect(await type("edit --body", bench) == ["no-body"])
    }
}
