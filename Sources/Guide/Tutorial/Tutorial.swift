internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

/// The lesson that is on: where it stands, and what was typed since its last check.
package struct Tutorial: Sendable {
    /// The session of the lessons, so that nothing of theirs gets into one that is in earnest.
    package static let session = "tutorial"

    /// From 1.
    package let number: Int
    /// From 1.
    package var step: Int
    /// The session to go back to.
    let origin: String?
    var misses = 0
    /// The line that is running, and the last command of it.
    var line = ""
    var typed: Typed?

    var lesson: Lesson { Lesson.all[number - 1] }
    var current: Lesson.Step { lesson.steps[step - 1] }

    /// A command that was run.
    struct Typed: Sendable {
        let call: CommandContext
        let failed: Bool
        let answer: JSON?
    }

    /// What the conditions of a step can ask of the line: `{{typed.command}}`, `{{typed.answer}}`.
    var locals: [String: JSON] {
        guard let typed else { return [:] }
        return [
            "typed": JSON(present: [
                ("line", JSON(line)), ("command", JSON(typed.call.name)), ("failed", JSON(typed.failed)),
                ("answer", typed.answer),
            ])
        ]
    }

    /// Whether a line was meant for the step, so that it deserves a hint; anything else may be typed in between.
    func isAttempt(_ typed: Typed) -> Bool {
        current.line.hasPrefix(typed.call.name)
            || typed.call.source.text(in: typed.call.range).hasPrefix("$") && current.line.hasPrefix("$")
    }
}
