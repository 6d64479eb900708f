internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Settings
internal import Workbench

enum ConfigCommand {
    static let command = Command(
        "config", .prompt, "list the preferences, explain one, or set it",
        operands: [
            OperandShape("NAME", .word, required: false, "a preference", completes: .preference),
            OperandShape("VALUE", .word, required: false, "its new value", completes: .preferenceValue),
        ],
        options: [OptionShape("reset", "go back to what it was at first")],
        details: "They are kept in one file with comments, which is written at the first change.",
        traits: CommandTraits(
            effect: .changesPreferences, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["config", "config prompt", "config edit-mode vi", "config hints off", "config pager --reset"],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let preferences = bench.environment.preferences
        guard let name = call.text(0) else { return table(preferences) }
        guard let preference = Preference.named(name) else {
            let near = nearestName(to: name, among: Preference.all.map(\.name))
            throw Diagnostic(
                .usage, "unknown-preference", "there is no preference \(name)", source: call.source, range: call.range,
                advice: (near.map { ["did you mean \($0)?"] } ?? []) + ["`config` lists them"])
        }
        if call.has("reset") {
            try preferences.set(preference, to: nil)
        } else if let value = call.text(1) {
            if let expected = preference.objection(value) {
                throw Diagnostic(
                    .usage, "preference-value", "\(name) cannot be \(value)", source: call.source, range: call.range,
                    expected: expected)
            }
            try preferences.set(preference, to: value)
        } else {
            return explained(preference, preferences)
        }
        return .note("\(name) = \(preferences[preference])", JSON(members: [(name, JSON(preferences[preference]))]))
    }

    private static func table(_ preferences: Preferences) -> Answer {
        let rows = Preference.all.map { preference in
            let isSet = preferences.isSet(preference)
            return [
                AnswerTable.Cell(JSON(preference.name)), AnswerTable.Cell(JSON(preferences[preference])),
                AnswerTable.Cell(JSON(isSet), shown: isSet ? "*" : ""), AnswerTable.Cell(JSON(preference.summary)),
            ]
        }
        return .table(AnswerTable(["name", "value", "set", "what it is"], rows: rows, emptyText: ""))
    }

    private static func explained(_ preference: Preference, _ preferences: Preferences) -> Answer {
        var fields = [
            Answer.Field("value", JSON(preferences[preference])), Answer.Field("standard", JSON(preference.standard)),
            Answer.Field("what_it_is", JSON(preference.summary)),
        ]
        if !preference.explanation.isEmpty { fields.append(Answer.Field("more", JSON(preference.explanation))) }
        if !preference.choices.isEmpty {
            fields.append(Answer.Field("choices", JSON(preference.choices.map { JSON($0) })))
        }
        fields.append(Answer.Field("file", JSON(preferences.path)))
        return .record(title: preference.name, fields)
    }
}
