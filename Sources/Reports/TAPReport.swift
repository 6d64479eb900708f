internal import JSONKit

extension ReportFormat {
    /// A test point for each step, with what failed as YAML under it.
    static let tap = ReportFormat("tap", "Test Anything Protocol, version 13") { report in
        let points = report.recipes.flatMap(TAP.points)
        let lines = points.enumerated().flatMap { index, point in TAP.lines(point, number: index + 1) }
        return (["TAP version 13", "1..\(points.count)"] + lines).map { $0 + "\n" }.joined()
    }
}

private enum TAP {
    struct Point {
        var name: String
        var isSkipped = false
        var failure: FailureReport?
        var duration: Int64 = 0
    }

    static func points(of recipe: RecipeReport) -> [Point] {
        if recipe.outcome == .skipped { return [Point(name: recipe.name, isSkipped: true)] }
        let steps = recipe.steps.filter { $0.title != nil || $0.failure != nil }
        if steps.isEmpty { return [Point(name: recipe.name, duration: recipe.duration)] }
        return steps.map { step in
            Point(
                name: "\(recipe.name): \(step.title ?? "before the first step")", failure: step.failure,
                duration: step.duration)
        }
    }

    static func lines(_ point: Point, number: Int) -> [String] {
        let name = safe(point.name)
        if point.isSkipped { return ["ok \(number) - \(name) # SKIP"] }
        guard let failure = point.failure else { return ["ok \(number) - \(name)"] }
        return ["not ok \(number) - \(name)", "  ---"] + yaml(failure, point.duration).map { "  " + $0 } + ["  ..."]
    }

    /// On one line, and without the `#` that would begin a directive.
    private static func safe(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        )
        .replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }

    private static func yaml(_ failure: FailureReport, _ duration: Int64) -> [String] {
        let texts = [
            ("message", failure.message), ("severity", failure.kind == "expectation" ? "fail" : "error"),
            ("code", failure.code), ("at", failure.place), ("source", failure.sourceLine), ("found", failure.found),
            ("expected", failure.expected),
        ]
        return texts.compactMap { name, text in text.map { "\(name): \(quoted($0))" } }
            + ["duration_ms: \(duration)"]
            + (failure.differences.isEmpty
                ? [] : ["differences:"] + failure.differences.map { "  - \(quoted($0.text))" })
            + (failure.advice.isEmpty ? [] : ["try:"] + failure.advice.map { "  - \(quoted($0))" })
            + (failure.cause.map(yaml) ?? [])
    }

    private static func yaml(_ cause: CauseReport) -> [String] {
        let texts = [
            ("cause", cause.cause), ("confidence", cause.confidence), ("sentence", cause.sentence), ("fix", cause.fix),
        ].compactMap { name, text in text.map { "  \(name): \(quoted($0))" } }
        let lists = [
            ("facts", cause.facts.map { $0.label.isEmpty ? $0.text : "\($0.label): \($0.text)" }),
            ("commands", cause.commands),
        ].flatMap { name, items in
            items.isEmpty ? [] : ["  \(name):"] + items.map { "    - \(quoted($0))" }
        }
        return ["why:"] + texts + lists
    }

    /// A double-quoted scalar of YAML, whose escapes are those of JSON.
    private static func quoted(_ text: String) -> String { JSON(text).text() }
}
