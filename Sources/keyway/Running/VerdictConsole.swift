internal import Answers
internal import JSONKit
internal import Terminal

/// Shows what `why` says of a step's failure, under the failure itself.
struct VerdictConsole: Sendable {
    private let errors: TerminalOutput
    private let isJSON: Bool

    /// - Parameter isJSON: whether it is one JSON document on a line, `{"why": …}`.
    init(_ errors: TerminalOutput, isJSON: Bool) {
        self.errors = errors
        self.isJSON = isJSON
    }

    func tell(_ answer: Answer) {
        guard case .report(let report) = answer else { return }
        let lines =
            isJSON ? [JSON(members: [("why", report.json)]).text()] : ReportText(errors.capabilities).lines(of: report)
        errors.write(lines.map { $0 + "\n" }.joined())
        errors.flush()
    }
}
