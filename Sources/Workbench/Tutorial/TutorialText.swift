internal import JSONKit

/// The words of the lessons, with their values.
extension Tutorial {
    /// The step that is to be done.
    var task: Answer {
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

    var ending: Answer {
        let isLast = number == Lesson.all.count
        let next = isLast ? "That was the last lesson." : "`tutorial` goes on with lesson \(number + 1)."
        let place = origin.map { "You are back in the session \($0). " } ?? ""
        return .report(
            ReportAnswer(
                lines: [
                    .init(.title, ""), .init(.good, "Lesson \(number) is done: \(lesson.title)"),
                    .init(.fact, lesson.learnt),
                    .init(.aside, "more: \(lesson.more.map { "`\($0)`" }.joined(separator: ", "))"),
                    .init(.title, place + next),
                ],
                json: [
                    "lesson": JSON(number), "done": true, "learnt": JSON(lesson.learnt),
                    "more": JSON(lesson.more.map { JSON($0) }),
                ]))
    }
}

extension TutorialProgress {
    /// The lessons, and how far each has come.
    var table: Answer {
        let rows = Lesson.all.enumerated().map { index, lesson in
            let isNext = index + 1 == self.lesson
            let state = done.contains(index + 1) ? "done" : isNext && step > 1 ? "step \(step)" : ""
            return [
                AnswerTable.Cell(JSON(isNext), shown: isNext ? "*" : ""), AnswerTable.Cell(JSON(index + 1)),
                AnswerTable.Cell(JSON(lesson.title)), AnswerTable.Cell(JSON(lesson.steps.count)),
                AnswerTable.Cell(JSON(state)),
            ]
        }
        return .table(AnswerTable(["used", "n", "lesson", "steps", "state"], rows: rows, emptyText: ""))
    }
}
