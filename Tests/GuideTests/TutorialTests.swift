import Answers
import BenchSupport
import Diagnostics
import Foundation
import JSONKit
import Script
import Session
import Testing

@testable import Commands
@testable import Guide
@testable import Workbench

/// Where the lessons stand, and that they leave everything else alone. That each can be gone through by what it says is
/// shown by the screen play `tutorial`.
@Suite struct TutorialTests {
    private let vocabulary = CommandTable.standard.vocabulary

    private func parses(_ line: String) -> Bool {
        (try? Script.parse(ScriptSource(.commandLine, text: line), vocabulary: vocabulary)) != nil
    }

    @Test func lessonsAreWrittenInTheLanguage() {
        #expect(Lesson.all.count == 6)
        for lesson in Lesson.all {
            for step in lesson.steps {
                // A file that a step includes is there once the step before has written it.
                #expect(step.line.hasPrefix("include ") || parses(step.line), "\(lesson.title): \(step.line)")
                #expect(!step.check.isEmpty && step.check.allSatisfy { parses("expect \($0)") }, "\(step.check)")
            }
            for need in lesson.needs {
                for line in need.commands { #expect(parses(line)) }
                for condition in need.conditions + need.atFirstStep { #expect(parses("expect \(condition)")) }
            }
        }
    }

    @Test func whatLessonsPointToIsThere() async throws {
        let bench = await Bench()
        for line in Lesson.all.flatMap(\.more) {
            #expect(parses(line))
            if line.hasPrefix("help ") { #expect(await bench.run(line) == [], "\(line)") }
        }
    }

    /// A workbench for somebody who types, on the sandbox.
    private func live(_ folder: String = Bench.newFolder(), _ body: (LiveBench) async throws -> Void) async throws {
        let bench = try await LiveBench(session: "mine", folder: folder, keepsTypedLines: true)
        try await body(bench)
        await bench.stop()
    }

    @Test func theSessionBeforeIsLeftAlone() async throws {
        try await live { bench in
            #expect(await bench.type("set mark:=1") == [])
            #expect(await bench.type("tutorial") == [])
            #expect(await bench.workbench.sessionName == "tutorial")
            #expect(await bench.type("client create App scope=\"profile generations\"") == [])
            #expect(await bench.workbench.tutorial?.step == 2)
            #expect(await bench.type("tutorial stop") == [])
            #expect(await bench.workbench.sessionName == "mine")
            #expect(await bench.type("expect {{mark}} == 1") == [])
            #expect((try? await bench.workbench.store().clients(of: "sandbox"))?.isEmpty == true)
        }
    }

    @Test func itGoesOnWhereItWasLeft() async throws {
        let folder = Bench.newFolder()
        try await live(folder) { bench in
            _ = await bench.type("tutorial 3")
            _ = await bench.type("authorize --as ada --untick generations")
            #expect(await bench.workbench.tutorial?.step == 2)
        }
        try await live(folder) { bench in
            #expect((try? await bench.workbench.tutorialProgress())?.lesson == 3)
            _ = await bench.type("tutorial")
            #expect(await bench.workbench.tutorial?.number == 3)
            #expect(await bench.workbench.tutorial?.step == 2)
            _ = await bench.type("tutorial reset")
            #expect(await bench.workbench.tutorial?.number == 1)
            #expect(await bench.workbench.tutorial?.step == 1)
        }
    }

    @Test func onlyWhatDoesTheStepGoesOn() async throws {
        try await live { bench in
            _ = await bench.type("tutorial")
            for line in [
                "help", "status", "$.a", "client use nobody", "client create App scope=none", "sandbox users",
                "authorize --as ada",
            ] {
                _ = await bench.type(line)
                #expect(await bench.workbench.tutorial?.step == 1, "\(line)")
            }
            #expect(await bench.workbench.tutorial?.misses == 1)
            _ = await bench.type("tutorial skip")
            #expect(await bench.workbench.tutorial?.step == 2)
            #expect(await bench.workbench.tutorial?.misses == 0)
        }
    }

    @Test func whoSkipsAStepIsNotPraised() async throws {
        try await live { bench in
            _ = await bench.type("tutorial 6")
            for _ in Lesson.all[5].steps { #expect(await bench.type("tutorial skip") == []) }
            #expect(await bench.workbench.tutorial == nil)
            let ending = await bench.display.answers.compactMap(\.json).last
            #expect(ending?["done"] == false)
            #expect(ending?["skipped"] == [1, 2, 3, 4, 5, 6, 7])
            #expect((try? await bench.workbench.tutorialProgress())?.isDone(6) == false)
            _ = await bench.type("tutorial list")
            #expect(await bench.display.answers.last?.json?.text().contains("skipped 1, 2, 3, 4, 5, 6, 7") == true)
            // Begun again, it can still be done.
            _ = await bench.type("tutorial 6")
            #expect((try? await bench.workbench.tutorialProgress())?.skipped == [:])
        }
    }

    @Test func aLessonBegunAgainFindsWhatItNeeds() async throws {
        try await live { bench in
            _ = await bench.type("tutorial 2")
            for line in ["token show", "introspect", "refresh", "token list", "revoke"] { _ = await bench.type(line) }
            #expect(await bench.workbench.tutorial?.step == 6)
            // Taken up in the middle, the token stays revoked: the step is about that.
            _ = await bench.type("tutorial stop")
            _ = await bench.type("tutorial")
            _ = await bench.type("get /oauth/userinfo")
            #expect(await bench.workbench.tutorial == nil)
            _ = await bench.type("tutorial 2")
            for (step, line) in ["token show", "introspect", "refresh"].enumerated() {
                #expect(await bench.type(line) == [])
                #expect(await bench.workbench.tutorial?.step == step + 2)
            }
        }
    }

    @Test func aRecordingThatEndedWithTheProcessIsBegunAgain() async throws {
        let folder = Bench.newFolder()
        try await live(folder) { bench in
            _ = await bench.type("tutorial 5")
            #expect(await bench.type("record start '\(folder)/first.keyway'") == [])
            #expect(await bench.workbench.tutorial?.step == 2)
        }
        try await live(folder) { bench in
            _ = await bench.type("tutorial")
            #expect(await bench.workbench.tutorial?.number == 5)
            #expect(await bench.workbench.tutorial?.step == 1)
        }
    }

    @Test func whoGoesToAnotherSessionLeavesIt() async throws {
        try await live { bench in
            _ = await bench.type("tutorial")
            _ = await bench.type("session new other")
            #expect(await bench.workbench.tutorial == nil)
            #expect(await bench.workbench.sessionName == "other")
            #expect(await bench.type("tutorial skip") == ["no-lesson"])
            #expect(await bench.type("tutorial 7") == ["unknown-lesson"])
        }
    }

    @Test func aSessionOfThatNameThatIsNoneOfLessonsIsNotTouched() async throws {
        try await live { bench in
            _ = await bench.type("set mark:=1")
            _ = await bench.type("session new tutorial")
            #expect(await bench.type("tutorial") == ["session-exists"])
            _ = await bench.type("session use mine")
            #expect(await bench.type("tutorial") == ["session-exists"])
            #expect(await bench.workbench.sessionName == "mine")
        }
    }
}

extension LiveBench {
    /// A line at the prompt; returns the codes of its failures.
    fileprivate func type(_ line: String) async -> [String] {
        await workbench.runTyped(ScriptSource(.prompt, text: line)).map(\.code)
    }
}
