internal import Diagnosis
package import Redaction
package import Reports

extension VerdictReport {
    /// The verdict as reports show it, with every secret hidden; nil where there is none.
    package func cause(maskedBy masker: Masker) -> CauseReport? {
        guard let verdict = conclusion.verdict else { return nil }
        let own: (String) -> String = { masker.maskOwn($0) }
        var report = CauseReport(
            cause: verdict.cause, confidence: verdict.confidence.rawValue, sentence: own(verdict.sentence),
            subject: own(subject))
        report.evidence = verdict.evidence.map { line in
            CauseReport.Fact(
                exchange: line.exchange, text: own(line.text), lines: (line.difference?.lines ?? []).map(own))
        }
        report.serverSays = wordsBeside(verdict).map(own)
        report.assumptions = verdict.assumptions.map(own)
        report.controls = verdict.controls.map(own)
        report.others = conclusion.verdicts.dropFirst().map {
            CauseReport.Other(cause: $0.cause, text: own("(\($0.confidence.rawValue)) \($0.sentence)"))
        }
        report.alternatives = verdict.alternatives.map { CauseReport.Other(cause: $0.cause, text: own($0.text)) }
        report.ruledOut = conclusion.ruledOut.map { CauseReport.Other(cause: $0.cause, text: own($0.reason)) }
        report.fix = verdict.fix.map { own($0.text) }
        report.commands = verdict.fix.map { FixCommands.lines($0.steps).map(own) } ?? []
        report.references = verdict.references
        return report
    }
}
