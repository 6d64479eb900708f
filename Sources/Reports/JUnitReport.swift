internal import Encodings
internal import HTTPMessage

extension ReportFormat {
    /// A suite for each recipe, a case for each step.
    static let junit = ReportFormat("junit", "JUnit XML, as CI servers read it") { report in
        let totals = JUnit.totals(report.recipes.flatMap { JUnit.cases(of: $0) })
        let head =
            #"<testsuites name="keyway" tests="\#(totals.tests)" failures="\#(totals.failures)" "#
            + #"errors="\#(totals.errors)" skipped="\#(totals.skipped)" time="\#(Moment.seconds(report.duration))">"#
        let suites = report.recipes.map(JUnit.suite)
        return ([#"<?xml version="1.0" encoding="UTF-8"?>"#, head] + suites + ["</testsuites>", ""]).joined(
            separator: "\n")
    }
}

private enum JUnit {
    /// A step as a test case.
    struct Case {
        var name: String
        var duration: Int64
        var outcome: RunOutcome
        var failure: FailureReport?
    }

    /// The steps; the lines before the first one count only where they failed or are all there is.
    static func cases(of recipe: RecipeReport) -> [Case] {
        if recipe.outcome == .skipped { return [Case(name: recipe.name, duration: 0, outcome: .skipped)] }
        let steps = recipe.steps.filter { $0.title != nil || $0.outcome != .passed }
        if steps.isEmpty { return [Case(name: recipe.name, duration: recipe.duration, outcome: .passed)] }
        return steps.map {
            Case(
                name: $0.title ?? "before the first step", duration: $0.duration, outcome: $0.outcome,
                failure: $0.failure)
        }
    }

    static func totals(_ cases: [Case]) -> (tests: Int, failures: Int, errors: Int, skipped: Int) {
        (
            cases.count, cases.count { $0.outcome == .failed }, cases.count { $0.outcome == .error },
            cases.count { $0.outcome == .skipped }
        )
    }

    static func suite(_ recipe: RecipeReport) -> String {
        let cases = cases(of: recipe)
        let totals = totals(cases)
        let head =
            #"  <testsuite name="\#(Markup.escaped(recipe.name))" tests="\#(totals.tests)" "#
            + #"failures="\#(totals.failures)" errors="\#(totals.errors)" skipped="\#(totals.skipped)" "#
            + #"time="\#(Moment.seconds(recipe.duration))" timestamp="\#(Timestamp.text(recipe.startedAt))">"#
        return ([head] + cases.map { text($0, in: recipe) } + ["  </testsuite>"]).joined(separator: "\n")
    }

    private static func text(_ test: Case, in recipe: RecipeReport) -> String {
        let head =
            #"    <testcase name="\#(Markup.escaped(test.name))" classname="\#(Markup.escaped(recipe.name))" "#
            + #"time="\#(Moment.seconds(test.duration))""#
        guard test.outcome != .passed else { return head + "/>" }
        return "\(head)>\n      \(remark(test))\n    </testcase>"
    }

    private static func remark(_ test: Case) -> String {
        guard let failure = test.failure else { return "<skipped/>" }
        let tag = test.outcome == .failed ? "failure" : "error"
        let text = Markup.escaped(failure.lines.joined(separator: "\n"))
        return #"<\#(tag) message="\#(Markup.escaped(failure.message))" type="\#(Markup.escaped(failure.code))">"#
            + "\(text)</\(tag)>"
    }
}
