internal import Workbench

/// A lesson of `tutorial`. To add one, write it in `Lessons` and name it in ``all``.
package struct Lesson: Sendable {
    let title: String
    /// What must hold before its steps make sense, in order.
    let needs: [Need]
    let steps: [Step]
    /// What the learner knows at its end.
    let learnt: String
    /// The commands that show more.
    let more: [String]
    /// Whether it begins anew when it is taken up later, since what it has made does not last.
    package var startsOver = false

    /// Something that a lesson finds there, or makes.
    struct Need: Sendable {
        /// Conditions of the language.
        let conditions: [String]
        /// The commands that make them hold.
        let commands: [String]
        /// Those that an earlier try may have broken, and later steps break themselves.
        var atFirstStep: [String] = []
    }

    /// One thing to type.
    struct Step: Sendable {
        let text: String
        /// A line that does it; others may do it too.
        let line: String
        /// What holds once it is done: conditions of the language, one a line.
        let check: [String]
        /// What is told after a wrong attempt.
        let hint: String

        init(_ text: String, type line: String, check: String..., hint: String) {
            self.text = text
            self.line = line
            self.check = check
            self.hint = hint
        }
    }

    package static let all = [codeFlow, tokens, scopes, failure, recipes, ownProvider]
}

extension Lesson {
    static let sandboxNeeds = [Need(conditions: ["{{provider.name}} == sandbox"], commands: ["use sandbox"])]
    /// What lessons begin with that need a client, and nothing more.
    static let clientNeeds =
        sandboxNeeds + [
            Need(
                conditions: [
                    "{{client.scope}} covers \"profile generations\"", "{{client.redirect_uri}} == {{callback}}",
                ],
                commands: ["client create \"Lesson App\" redirect={{callback}} scope=\"profile generations\""])
        ]
    /// What lessons begin with that need a token that is still good.
    static let tokenNeeds =
        clientNeeds + [
            Need(
                conditions: ["{{token.expires}} > {{now}}"], commands: ["authorize --as ada", "exchange"],
                atFirstStep: ["{{token.revoked}} == false"])
        ]
}
