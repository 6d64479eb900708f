internal import HTTPMessage
internal import Interchange
internal import Reports
internal import Script

/// What came of one recipe.
struct RecipeResult: Sendable {
    let name: String
    var outcome: RunOutcome
    /// Of the first failure; 0 without one.
    var exitCode: Int32
    var counts = RecipeCounts()
    /// Milliseconds.
    var duration: Int64 = 0
    /// The first failure in a few words.
    var failure: String?
    /// Everything, where a report asks for it.
    var report: RecipeReport?
    /// What was sent, where it is recorded.
    var recorded: [ExportedExchange] = []

    static func skipped(_ name: String) -> RecipeResult {
        var result = RecipeResult(name: name, outcome: .skipped, exitCode: 0)
        result.report = RecipeReport(name: name, outcome: .skipped, startedAt: 0)
        return result
    }
}

struct RecipeCounts: Sendable {
    var steps = 0
    var exchanges = 0
    var expectations = 0
    var refusals = 0

    static func + (one: RecipeCounts, other: RecipeCounts) -> RecipeCounts {
        RecipeCounts(
            steps: one.steps + other.steps, exchanges: one.exchanges + other.exchanges,
            expectations: one.expectations + other.expectations, refusals: one.refusals + other.refusals)
    }

    /// `5 steps, 13 requests, 20 expectations held, 1 refusal as allowed`.
    var words: String {
        [
            steps.counted("step"), exchanges.counted("request"), expectations.counted("expectation") + " held",
            refusals.counted("refusal") + " as allowed",
        ].joined(separator: ", ")
    }
}
