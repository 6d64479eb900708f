internal import Diagnosis
package import Diagnostics
internal import HTTPMessage
internal import Redaction
package import Reports
internal import Session
package import Workbench

extension Workbench {
    /// The page of a verdict, with every secret hidden.
    ///
    /// - Parameter recording: the name of the file beside it from which it can be judged again.
    /// - Throws: a ``Diagnostic`` where the session cannot be read.
    package func page(
        of report: VerdictReport, _ inquiry: Inquiry, recording: String?
    ) throws(Diagnostic) -> InvestigationPage {
        let masker = try masker()
        let own: (String) -> String = { masker.maskOwn($0) }
        var page = InvestigationPage(
            version: environment.version, writtenAt: environment.clock(), subject: own(report.subject),
            cause: report.cause(maskedBy: masker))
        page.serverSays = report.conclusion.serverSays.map(own)
        page.ruledOut = report.conclusion.ruledOut.map { CauseReport.Other(cause: $0.cause, text: own($0.reason)) }
        page.probes = report.probes.map { own("#\($0.exchange): \($0.sentence)") }
        page.notCompared = report.recorded?.notCompared.map(own)
        page.recording = recording.map(own)
        page.exchanges = try concerned(report, inquiry).map { entry in
            ExchangeReport(
                number: entry.number, purpose: entry.purpose.rawValue,
                exchange: entry.exchange.rewritten { masker.mask($0) })
        }
        return page
    }

    /// The exchange that is asked about, those that a verdict names, and those of its probes; at most twelve.
    private func concerned(_ report: VerdictReport, _ inquiry: Inquiry) throws(Diagnostic) -> [SessionExchange] {
        let named = (report.conclusion.verdicts.first?.evidence ?? []).compactMap(\.exchange)
        let redirects = [inquiry.entry?.context.redirectOf].compactMap(\.self)
        let first = [inquiry.entry?.number].compactMap(\.self) + named + redirects
        let ofAuthorization =
            first.isEmpty
            ? inquiry.evidence.exchanges.filter { $0.authorization == inquiry.authorization?.id }.map(\.number) : []
        var numbers: [Int64] = []
        for number in first + report.probes.map(\.exchange) + ofAuthorization where !numbers.contains(number) {
            numbers.append(number)
        }
        return try store().exchanges(numbered: Set(numbers.prefix(12))).sorted { $0.number < $1.number }
    }
}
