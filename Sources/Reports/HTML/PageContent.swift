internal import Encodings
internal import HTTPMessage

/// What stands on the page, as the template reads it.
///
/// A template finds stored properties by their names, and looks for what is nil in the values around too: so it asks for
/// an optional one as `.name`, which does not look further.
struct PageContent {
    let verdict: String
    let mark: MarkContent
    let startedAt: String
    let duration: String
    let style = PageTemplates.style
    let figures: [Figure]
    let hasFailures: Bool
    let failures: [FailedCommandContent]
    /// Whether there is a line for each recipe: only if there are several.
    let hasContents: Bool
    let contents: [ContentsRow]
    let recipes: [RecipeContent]
    let version: String

    struct Figure {
        let name: String
        let count: Int
        var isBad = false
    }

    init(_ report: RunReport) {
        let isBad = report.recipes.contains(where: \.isBad)
        let recipes = report.worstFirst
        verdict = PageContent.verdict(report)
        mark = MarkContent(isBad ? .failed : .passed)
        startedAt = String(Timestamp.text(report.startedAt).replacing("T", with: " ").prefix(19))
        duration = Moment.words(milliseconds: report.duration)
        failures = recipes.enumerated().flatMap { FailedCommandContent.all(in: $1, index: $0) }
        hasFailures = !failures.isEmpty
        figures = PageContent.figures(report, failures: failures.count)
        hasContents = recipes.count > 1
        let longest = report.recipes.map(\.duration).max() ?? 1
        contents = recipes.enumerated().map { ContentsRow($1, index: $0, longest: longest) }
        self.recipes = recipes.enumerated().map { RecipeContent($1, index: $0, isOnly: recipes.count == 1) }
        version = report.version
    }

    private static func verdict(_ report: RunReport) -> String {
        let count = report.recipes.count
        let bad = report.recipes.count(where: \.isBad)
        if bad == 0 { return count == 1 ? "The recipe passed" : "All \(count) recipes passed" }
        return count == 1 ? "The recipe failed" : "\(bad) of \(count) recipes failed"
    }

    private static func figures(_ report: RunReport, failures: Int) -> [Figure] {
        let sum = { (count: (RecipeReport) -> Int) in report.recipes.reduce(0) { $0 + count($1) } }
        return [
            Figure(name: "recipes", count: report.recipes.count), Figure(name: "steps", count: sum(\.stepCount)),
            Figure(name: "requests", count: sum { $0.exchanges.count }),
            Figure(name: "expectations held", count: sum(\.expectationCount)),
            Figure(name: "refusals as allowed", count: sum(\.refusalCount)),
            Figure(name: "failures", count: failures, isBad: failures > 0),
        ]
    }
}

/// A recipe in the list of all.
struct ContentsRow {
    let mark: MarkContent
    let anchor: String
    let name: String
    let steps: Int
    let requests: Int
    let held: Int
    let time: String
    /// Of the longest recipe's time, in hundredths.
    let share: Int64

    /// - Parameter longest: the time of the longest recipe, in milliseconds.
    init(_ recipe: RecipeReport, index: Int, longest: Int64) {
        mark = MarkContent(recipe.outcome)
        anchor = "r\(index)"
        name = recipe.name
        steps = recipe.stepCount
        requests = recipe.exchanges.count
        held = recipe.expectationCount
        time = Moment.words(milliseconds: recipe.duration)
        share = 100 * recipe.duration / max(1, longest)
    }
}

/// A command that failed, with a link to its step.
struct FailedCommandContent {
    let anchor: String
    let recipe: String
    /// Nil for the lines before the first step.
    let step: String?
    let failure: FailureContent

    static func all(in recipe: RecipeReport, index: Int) -> [FailedCommandContent] {
        recipe.steps.enumerated().flatMap { number, step in
            step.commands.filter { $0.outcome != .passed }.compactMap(\.failure).map {
                FailedCommandContent(
                    anchor: "r\(index)s\(number)", recipe: recipe.name, step: step.title, failure: FailureContent($0))
            }
        }
    }
}
