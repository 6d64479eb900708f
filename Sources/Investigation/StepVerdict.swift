package import Answers
internal import Diagnosis
internal import DiagnosisRules
package import Diagnostics
internal import Redaction
package import Reports
internal import Session
package import Workbench

/// What `why` says of a failure that ended a step of a recipe, with every secret hidden.
package struct StepVerdict: Sendable {
    /// For the console.
    package let answer: Answer
    /// For reports.
    package let cause: CauseReport
}

extension Workbench {
    /// What `why` says of a failure that a recipe has just met.
    ///
    /// Nothing is sent. An expectation that does not hold is judged where the answer that it looks at was refused.
    ///
    /// - Parameter start: when the step began, in milliseconds since 1970: what failed before it is not the step's.
    /// - Returns: nil where the failure is not one that `why` judges, or where the facts name no cause.
    package func verdict(of failure: Diagnostic, since start: Int64) async -> StepVerdict? {
        guard [.execution, .expectation, .undecided].contains(failure.kind), case .live = usualScope.manner,
            let masker = secretsShown(), isJudged(failure, since: start),
            // What cannot be judged here is told by `why` itself.
            let inquiry = try? await Inquiry(nil, self)
        else { return nil }
        var report = VerdictReport(conclusion: inquiry.evidence.conclusion(), subject: inquiry.name)
        report.heading = "why: "
        guard let cause = report.cause(maskedBy: masker) else { return nil }
        return StepVerdict(answer: report.answer.masked(by: masker), cause: cause)
    }

    /// Whether the last failure that the session knows of is the step's own, and what this failure is about.
    private func isJudged(_ failure: Diagnostic, since start: Int64) -> Bool {
        guard mayCompareSecrets, let noted = try? store().lastFailure() ?? unnotedFailure(), noted.at >= start else {
            return false
        }
        if failure.kind != .expectation, noted.code == failure.code { return true }
        return noted.exchange != nil && noted.exchange == (try? lastExchange())?.number
    }
}
