internal import Answers
internal import Diagnosis
internal import Diagnostics
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum WhyCommand {
    static let command = Command(
        "why", .look, "tell which link of the chain broke, with the proof and the fix",
        operands: [OperandShape("N", .word, required: false, "an exchange's number; the last failure if left out")],
        options: [
            OptionShape("fix", "show the fix, run it, and tell whether the call now succeeds"),
            OptionShape("prove", "send the few requests that decide between the causes that are left"),
            OptionShape("yes", "with --prove: send them to a provider other than the sandbox too"),
        ],
        details: """
            A verdict is proved where the recorded exchanges leave no other way to read them, likely where they fit, and \
            possible where they do not speak against it. --prove never sends a code or a refresh token that is still good.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil, recipe: .leftOut, locked: .refused,
            failure: .notJudged, dry: .told, comparesSecrets: true, shown: .always),
        examples: ["why", "why 7", "why --prove", "why --fix"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard var inquiry = try await Inquiry(call.text(0), bench) else {
            let remarks = try await bench.tokenDeviations().map {
                "the token response is read, and does otherwise than the standard says: \($0.description)"
            }
            return .report(
                ReportAnswer(
                    lines: [.init(.good, "nothing is wrong: nothing has failed in this session")]
                        + remarks.map { .init(.fact, $0) },
                    json: ["cause": .null, "nothing_wrong": true, "remarks": JSON(remarks.map { JSON($0) })]))
        }
        var report = VerdictReport(conclusion: inquiry.evidence.conclusion(), subject: inquiry.name)
        if call.has("prove"), !report.conclusion.isSuccess {
            report.probes = try await bench.prove(inquiry, isAllowed: call.has("yes"), for: call)
            inquiry.evidence = try await inquiry.collect(bench)
            report.conclusion = inquiry.evidence.conclusion()
        }
        report.fixedBy = inquiry.fixedBy
        guard call.has("fix"), let fix = report.conclusion.verdict?.fix else { return report.answer }
        return try await apply(fix, report, call, bench)
    }

    private static func apply(
        _ fix: Fix, _ report: VerdictReport, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let lines = FixCommands.lines(fix.steps)
        guard !lines.isEmpty else {
            await bench.show(report.answer, of: call)
            throw Diagnostic(
                .execution, "no-fix", "no command fixes this", found: report.conclusion.verdict?.sentence,
                advice: [fix.text])
        }
        await bench.show(report.answer, of: call)
        let script = ScriptSource(call.source.origin, text: lines.joined(separator: "\n"), name: "why --fix")
        let failures = await bench.run(script, in: call.scope, callers: call.origins) ?? []
        guard let failure = failures.first else {
            let number = try bench.lastExchange().number
            return .report(
                ReportAnswer(
                    lines: [.init(.good, "fixed: the call now succeeds (exchange \(number))")],
                    json: ["fixed": true, "exchange": JSON(number), "commands": JSON(lines.map { JSON($0) })]))
        }
        throw await left(failure, after: report.conclusion.verdict?.cause ?? "", bench)
    }

    /// What fails after a fix: the same as before, or something else that was behind it.
    private static func left(_ failure: Diagnostic, after cause: String, _ bench: isolated Workbench) async
        -> Diagnostic
    {
        let last = try? bench.store().lastFailure()
        let next: String?
        if let last, let evidence = try? await bench.evidence(of: last) {
            next = evidence.conclusion().verdict?.cause
        } else {
            next = nil
        }
        let isOther = next != nil && next != cause
        return Diagnostic(
            .execution, "fix-failed",
            isOther
                ? "\(cause) is fixed, and the call now fails for \(next ?? "")"
                : "the fix did not help: \(failure.message)",
            advice: ["`why` tells what it ran into"])
    }
}
