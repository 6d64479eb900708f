internal import Answers
internal import Diagnosis
internal import DiagnosisRules
internal import Diagnostics
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Redaction
internal import Reports
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
            OptionShape(
                "report", value: "FILE", "write a page of it to paste into an issue: .md or .html, every secret masked",
                completes: .file),
            OptionShape(
                "recording", value: "FILE", "write what was recorded around it, each secret with a stand-in",
                completes: .file),
            OptionShape("yes", "with --prove: send them to a provider other than the sandbox too"),
        ],
        details: """
            A verdict is proved where the recorded exchanges leave no other way to read them, likely where they fit, and \
            possible where they do not speak against it. --prove never sends a code or a refresh token that is still good. \
            What --recording writes, `import recording` takes into a new session, and `keyway why FILE` judges again; the \
            claims of a JWT stay readable in it.
            """,
        traits: CommandTraits(
            effect: .sends, runBy: .textsAndPlugins, needs: nil, recipe: .leftOut, locked: .refused,
            failure: .notJudged, dry: .told, comparesSecrets: true, shown: .always),
        examples: ["why", "why 7", "why --prove", "why --fix", "why --report failure.md --recording failure.json"],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let form = try pageFormat(call)
        for file in ["report", "recording"].compactMap(call.option) { try bench.checkWriting(file, call) }
        guard var inquiry = try await Inquiry(call.text(0), bench) else {
            let remarks = try await bench.tokenDeviations().map {
                "the token response is read, and does otherwise than the standard says: \($0.description)"
            }
            let open = UnansweredRequest(bench.last)?.sentence
            return .report(
                ReportAnswer(
                    lines: [
                        open.map { .init(.fact, $0) }
                            ?? .init(.good, "nothing is wrong: nothing has failed in this session")
                    ]
                        + remarks.map { .init(.fact, $0) }
                        + (asksForFiles(call) ? [.init(.fact, "no file was written")] : []),
                    json: [
                        "cause": .null, "nothing_wrong": JSON(open == nil),
                        "unanswered": open.map { JSON($0) } ?? .null, "remarks": JSON(remarks.map { JSON($0) }),
                    ]))
        }
        var report = VerdictReport(conclusion: inquiry.evidence.conclusion(), subject: inquiry.name)
        if call.has("prove"), !report.conclusion.isSuccess {
            report.probes = try await bench.prove(inquiry, isAllowed: call.has("yes"), for: call)
            inquiry.evidence = try await inquiry.collect(bench)
            report.conclusion = inquiry.evidence.conclusion()
        }
        report.fixedBy = inquiry.fixedBy
        report.recorded = try bench.recordedJudgement(of: inquiry)
        let written = try write(report, inquiry, form, call, bench)
        guard call.has("fix"), let fix = report.conclusion.verdict?.fix else {
            return written.isEmpty ? report.answer : .remarked(report.answer, written)
        }
        return try await apply(fix, report, inquiry, call, bench)
    }

    private static func asksForFiles(_ call: CommandContext) -> Bool {
        call.option("report") != nil || call.option("recording") != nil
    }

    /// How the page is written, by the suffix of its file; nil where none is asked for.
    private static func pageFormat(_ call: CommandContext) throws(Diagnostic) -> PageFormat? {
        guard let file = call.option("report") else { return nil }
        guard let format = PageFormat.of(file: file) else {
            let suffixes = PageFormat.all.flatMap(\.suffixes).map { ".\($0)" }
            throw Diagnostic(
                .usage, "report-format", "the name of the page does not say how it is written", source: call.source,
                range: call.range, found: file, expected: "a name that ends with \(suffixes.joined(separator: ", "))",
                advice: ["why --report failure.md"])
        }
        return format
    }

    /// Writes the files that the call asks for; returns what to say of them.
    private static func write(
        _ report: VerdictReport, _ inquiry: Inquiry, _ format: PageFormat?, _ call: CommandContext,
        _ bench: isolated Workbench
    ) throws(Diagnostic) -> String {
        guard !report.conclusion.isSuccess else { return asksForFiles(call) ? "no file was written" : "" }
        var written: [String] = []
        let recording = call.option("recording")
        if let recording {
            let verdict = report.conclusion.verdict
            let json = JSON(present: [
                ("cause", verdict.map { JSON($0.cause) }), ("confidence", verdict.map { JSON($0.confidence.rawValue) }),
                (
                    "sentence",
                    try verdict.map { verdict throws(Diagnostic) in try JSON(bench.masker().maskOwn(verdict.sentence)) }
                ),
            ])
            let text = try bench.recording(of: inquiry, verdict: json).json.text(.pretty) + "\n"
            written.append(recording + (try bench.write(Array(text.utf8), toNamed: recording, for: call)))
        }
        if let file = call.option("report"), let format {
            let beside = recording.map { String($0.split(separator: "/").last ?? "") }
            let text = format.text(try bench.page(of: report, inquiry, recording: beside))
            written.append(file + (try bench.write(Array(text.utf8), toNamed: file, for: call)))
        }
        if written.isEmpty { return "" }
        return "written, with every secret masked: \(written.joined(separator: ", "))"
    }

    private static func apply(
        _ fix: Fix, _ report: VerdictReport, _ inquiry: Inquiry, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let lines = FixCommands.lines(fix.steps)
        await bench.show(report.answer, of: call)
        guard !lines.isEmpty else {
            throw Diagnostic(
                .execution, "no-fix", "not fixed: no command fixes this",
                found: fix.objection ?? report.conclusion.verdict?.sentence, advice: [fix.text])
        }
        var trial = try FixTrial(report.conclusion.verdict?.cause ?? "", lines, inquiry, bench)
        if let circle = trial.circle { throw circle }
        let script = ScriptSource(call.source.origin, text: lines.joined(separator: "\n"), name: "why --fix")
        let failures = await bench.run(script, in: call.scope, callers: call.origins) ?? []
        guard let failure = failures.first else { return try await trial.succeeded(bench) }
        throw try await trial.failed(failure, bench)
    }
}
