package import Answers
internal import JSONKit
internal import Workbench

/// The words of the lessons, with their values.
extension Tutorial {
    /// The step that is to be done.
    package var task: Answer {
        let heading = "Lesson \(number), \(lesson.title): step \(step) of \(lesson.steps.count)"
        return .report(
            ReportAnswer(
                lines: [
                    .init(.title, ""), .init(.good, heading), .init(.fact, current.text), .init(.aside, "Type:"),
                    .init(.command, current.line),
                ],
                json: [
                    "lesson": JSON(number), "title": JSON(lesson.title), "step": JSON(step),
                    "steps": JSON(lesson.steps.count), "text": JSON(current.text), "type": JSON(current.line),
                ]))
    }

    /// What helps after a wrong attempt: at first in other words, then with what to type.
    var hint: Answer {
        return .report(
            ReportAnswer(
                lines: [.init(.aside, "Not yet: \(current.hint)")]
                    + (misses > 1 ? [.init(.command, current.line)] : []),
                json: ["lesson": JSON(number), "step": JSON(step), "hint": JSON(current.hint)]))
    }

    /// - Parameter progress: how far all lessons are, this one at its end.
    func ending(_ progress: TutorialProgress) -> Answer {
        let skipped = (progress.skipped[number] ?? []).sorted()
        let place = origin.map { "You are back in the session \($0). " } ?? ""
        return .report(
            ReportAnswer(
                lines: [.init(.title, "")] + verdict(skipped) + [
                    .init(.aside, "more: \(lesson.more.map { "`\($0)`" }.joined(separator: ", "))"),
                    .init(.title, place + next(progress)),
                ],
                json: [
                    "lesson": JSON(number), "done": JSON(skipped.isEmpty), "skipped": JSON(skipped.map { JSON($0) }),
                    "learnt": JSON(lesson.learnt), "more": JSON(lesson.more.map { JSON($0) }),
                ]))
    }

    /// Whoever has skipped a step is told so, and not praised.
    private func verdict(_ skipped: [Int]) -> [ReportAnswer.Line] {
        guard !skipped.isEmpty else {
            return [.init(.good, "Lesson \(number) is done: \(lesson.title)"), .init(.fact, lesson.learnt)]
        }
        let steps = skipped.map(String.init).joined(separator: ", ")
        return [
            .init(
                .title,
                "Lesson \(number), \(lesson.title), ends here. Skipped: \(skipped.count > 1 ? "steps" : "step") \(steps)"
            ),
            .init(.fact, "`tutorial \(number)` begins it again."),
        ]
    }

    private func next(_ progress: TutorialProgress) -> String {
        guard number == Lesson.all.count else { return "`tutorial` goes on with lesson \(number + 1)." }
        let left = (1...number).filter { !progress.isDone($0) }.map(String.init)
        return "That was the last lesson." + (left.isEmpty ? "" : " Not done yet: \(left.joined(separator: ", ")).")
    }
}

extension Lesson.Need {
    /// Says what is run, so that nobody wonders where its answers come from.
    var announcement: Answer {
        .report(
            ReportAnswer(
                lines: [.init(.aside, "To begin with, the lesson runs:")] + commands.map { .init(.command, $0) },
                json: ["runs": JSON(commands.map { JSON($0) })]))
    }
}

extension TutorialProgress {
    /// The lessons, and how far each has come.
    package var table: Answer {
        let rows = Lesson.all.enumerated().map { index, lesson in
            let isNext = index + 1 == self.lesson
            let state = isDone(index + 1) ? "done" : isNext && step > 1 ? "step \(step)" : skippedText(index + 1)
            return [
                AnswerTable.Cell(JSON(isNext), shown: isNext ? "*" : ""), AnswerTable.Cell(JSON(index + 1)),
                AnswerTable.Cell(JSON(lesson.title)), AnswerTable.Cell(JSON(lesson.steps.count)),
                AnswerTable.Cell(JSON(state)),
            ]
        }
        return .table(AnswerTable(["used", "n", "lesson", "steps", "state"], rows: rows, emptyText: ""))
    }

    private func skippedText(_ number: Int) -> String {
        skipped[number].map { "skipped \($0.sorted().map(String.init).joined(separator: ", "))" } ?? ""
    }
}
