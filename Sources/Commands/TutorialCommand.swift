internal import Answers
internal import Diagnostics
internal import Guide
internal import JSONKit
internal import Script
internal import Workbench

package enum TutorialCommand {
    static let command = Command(
        "tutorial", .prompt, "go on with the lessons, or begin one: six short ones on the sandbox",
        operands: [OperandShape("WHAT", .word, required: false, "a lesson's number, list, skip, stop or reset")],
        details: """
            A lesson says what to type and looks whether it was done; everything else works in between. It has a session \
            of its own, tutorial, and leads back to yours at its end. skip goes to the next step without this one, stop leaves and keeps the \
            place, reset begins anew.
            """,
        traits: CommandTraits(
            effect: .steersLessons, runBy: .typed, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .told, comparesSecrets: false, shown: .always),
        examples: ["tutorial", "tutorial 3", "tutorial list", "tutorial skip", "tutorial stop", "tutorial reset"],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard bench.environment.keepsTypedLines, bench.sessionName != nil else {
            throw Diagnostic(
                .usage, "no-prompt", "the tutorial needs somebody who types", advice: ["start it at the prompt"])
        }
        switch call.text(0) {
        case nil: return try await goOn(call, bench)
        case "list": return try bench.tutorialProgress().table
        case "skip": return try await skip(call, bench)
        case "stop": return try stop(bench)
        case "reset": return try await begin(TutorialProgress(), call, bench)
        case let text?: return try await begin(numbered(text, call, bench), call, bench)
        }
    }

    private static func goOn(
        _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        if bench.sessionName == Tutorial.session, let tutorial = bench.tutorial { return tutorial.task }
        var progress = try bench.tutorialProgress()
        if Lesson.all[progress.lesson - 1].startsOver { progress.begin(progress.lesson) }
        return try await begin(progress, call, bench)
    }

    private static func begin(
        _ progress: TutorialProgress, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        _ = try bench.tutorialProgress()
        let isFirst = bench.tutorial == nil && progress.done.isEmpty
        try await bench.begin(progress, for: call)
        guard let tutorial = bench.tutorial else { return .nothing }
        let keys = "Anything can be typed in between. `tutorial` shows the step again, `tutorial stop` leaves."
        return isFirst
            ? .list([.report(ReportAnswer(lines: [.init(.aside, keys)], json: JSON(keys))), tutorial.task])
            : tutorial.task
    }

    private static func numbered(
        _ text: String, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) -> TutorialProgress {
        guard let number = Int(text), Lesson.all.indices.contains(number - 1) else {
            throw Diagnostic(
                .usage, "unknown-lesson", "there is no lesson \(text)", source: call.source, range: call.range,
                expected: "a number from 1 to \(Lesson.all.count), list, skip, stop or reset",
                advice: ["`tutorial list` names them"])
        }
        var progress = try bench.tutorialProgress()
        progress.begin(number)
        return progress
    }

    private static func skip(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard bench.tutorial != nil else { throw notOn }
        await bench.advanceTutorial(after: call, isSkipped: true)
        return .nothing
    }

    private static func stop(_ bench: isolated Workbench) throws(Diagnostic) -> Answer {
        guard let tutorial = bench.tutorial else { throw notOn }
        try bench.leaveTutorial()
        return .note(
            "the tutorial waits at step \(tutorial.step) of lesson \(tutorial.number); `tutorial` goes on",
            ["lesson": JSON(tutorial.number), "step": JSON(tutorial.step)])
    }

    private static var notOn: Diagnostic {
        Diagnostic(.usage, "no-lesson", "no lesson is on", advice: ["begin or go on: tutorial"])
    }
}
