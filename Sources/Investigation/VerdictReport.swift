package import Answers
package import Diagnosis
internal import JSONKit
internal import Workbench

/// What the rules say, as an answer.
package struct VerdictReport {
    package var conclusion: Conclusion
    /// What was asked about: `exchange 7`.
    package let subject: String
    /// What probes showed, if any were sent.
    package var probes: [ProbeOutcome] = []
    /// A later exchange that did what the failed one was meant to.
    package var fixedBy: Int64?
    /// What a recording says beside it, where the session came from one.
    package var recorded: RecordedJudgement?
    /// What stands before the verdict where it is told beside other things.
    var heading = ""

    package init(conclusion: Conclusion, subject: String, probes: [ProbeOutcome] = [], fixedBy: Int64? = nil) {
        self.conclusion = conclusion
        self.subject = subject
        self.probes = probes
        self.fixedBy = fixedBy
    }

    package var answer: Answer {
        .report(ReportAnswer(lines: lines, json: json))
    }

    // MARK: For people

    private var lines: [ReportAnswer.Line] {
        if conclusion.isSuccess { return [.init(.good, "nothing is wrong with \(subject)")] }
        guard let verdict = conclusion.verdict else { return undecided + probeLines + recordedLines }
        let head = ReportAnswer.Line(
            .bad, "\(heading)\(verdict.cause) (\(verdict.confidence.rawValue)): \(verdict.sentence)")
        let proof =
            [head] + says(beside: verdict) + evidence(verdict) + assumptions(verdict) + probeLines + others
            + alternatives(verdict)
        return proof + recordedLines + fix(verdict) + references(verdict) + over
    }

    private var recordedLines: [ReportAnswer.Line] {
        let told = recorded?.told(beside: conclusion.verdict?.cause)
        return (told.map { [.init(.fact, $0, label: "there")] } ?? [])
            + (recorded?.notCompared.map { [.init(.fact, $0, label: "masked")] } ?? [])
    }

    private var over: [ReportAnswer.Line] {
        fixedBy.map { [.init(.good, "since then exchange \($0) did what this one was meant to")] } ?? []
    }

    private var undecided: [ReportAnswer.Line] {
        let ruledOut = conclusion.ruledOut.map { ReportAnswer.Line(.fact, "\($0.cause): \($0.reason)", label: "not") }
        return [.init(.bad, "what was recorded does not tell why \(subject) failed")] + says(beside: nil) + ruledOut
    }

    /// The server's own sentences, but for what the verdict repeats.
    private func says(beside verdict: Verdict?) -> [ReportAnswer.Line] {
        wordsBeside(verdict).map { .init(.fact, "\u{201C}\($0)\u{201D}", label: "says") }
    }

    func wordsBeside(_ verdict: Verdict?) -> [String] {
        let told = ([verdict?.sentence ?? ""] + (verdict?.evidence.map(\.text) ?? [])).joined(separator: "\n")
        return Array(conclusion.serverSays.filter { $0.contains(" ") && !told.contains($0) }.prefix(3))
    }

    private func assumptions(_ verdict: Verdict) -> [ReportAnswer.Line] {
        verdict.assumptions.map { .init(.fact, $0, label: "if") }
            + verdict.controls.map { .init(.fact, $0, label: "held") }
    }

    private func evidence(_ verdict: Verdict) -> [ReportAnswer.Line] {
        verdict.evidence.enumerated().flatMap { index, line in
            let label = line.exchange.map { "#\($0)" } ?? ""
            let marked = (line.difference?.lines ?? []).enumerated().map { place, text in
                ReportAnswer.Line(place.isMultiple(of: 2) ? .verbatim : .mark, text)
            }
            return [ReportAnswer.Line(.fact, line.text, label: label)] + marked
        }
    }

    private var probeLines: [ReportAnswer.Line] {
        probes.map { .init(.fact, $0.sentence, label: "#\($0.exchange)") }
    }

    private var others: [ReportAnswer.Line] {
        conclusion.verdicts.dropFirst().map {
            .init(.fact, "\($0.cause) (\($0.confidence.rawValue)): \($0.sentence)", label: "also")
        }
    }

    private func alternatives(_ verdict: Verdict) -> [ReportAnswer.Line] {
        verdict.alternatives.flatMap { other in
            [ReportAnswer.Line(.fact, "\(other.cause): \(other.text)", label: "or")]
                + (other.probe.map { [.init(.command, FixCommands.line($0), label: "decide")] } ?? [])
        }
    }

    private func fix(_ verdict: Verdict) -> [ReportAnswer.Line] {
        guard let fix = verdict.fix else { return [] }
        return [.init(.fact, fix.text, label: "fix")] + FixCommands.lines(fix.steps).map { .init(.command, $0) }
    }

    private func references(_ verdict: Verdict) -> [ReportAnswer.Line] {
        verdict.references.isEmpty ? [] : [.init(.aside, verdict.references.joined(separator: ", "), label: "see")]
    }

    // MARK: For programs

    private var json: JSON {
        guard let verdict = conclusion.verdict else {
            return JSON(present: [
                ("cause", .null), ("subject", JSON(subject)), ("nothing_wrong", JSON(conclusion.isSuccess)),
                (
                    "ruled_out",
                    conclusion.isSuccess
                        ? nil : JSON(conclusion.ruledOut.map { ["cause": JSON($0.cause), "reason": JSON($0.reason)] })
                ),
                ("server_says", conclusion.isSuccess ? nil : JSON(conclusion.serverSays.map { JSON($0) })),
                ("topic", conclusion.topics.first.map { JSON($0) }),
                ("probes", probes.isEmpty ? JSON?.none : JSON(probes.map(\.json))),
                ("not_compared", recorded.map { JSON($0.hidden.map { JSON($0) }) }),
                ("recorded", recorded.map(\.json)),
            ])
        }
        return JSON(present: [
            ("cause", JSON(verdict.cause)), ("confidence", JSON(verdict.confidence.rawValue)),
            ("sentence", JSON(verdict.sentence)), ("subject", JSON(subject)),
            ("evidence", JSON(verdict.evidence.map(\.json))),
            ("server_says", JSON(conclusion.serverSays.map { JSON($0) })),
            ("topic", conclusion.topics.first.map { JSON($0) }),
            ("assumptions", JSON(verdict.assumptions.map { JSON($0) })),
            ("controls", JSON(verdict.controls.map { JSON($0) })),
            ("fix", verdict.fix.map(\.json)), ("references", JSON(verdict.references.map { JSON($0) })),
            ("alternatives", JSON(verdict.alternatives.map(\.json))),
            (
                "also",
                JSON(
                    conclusion.verdicts.dropFirst().map {
                        [
                            "cause": JSON($0.cause), "confidence": JSON($0.confidence.rawValue),
                            "sentence": JSON($0.sentence),
                        ]
                    })
            ),
            ("probes", probes.isEmpty ? JSON?.none : JSON(probes.map(\.json))), ("fixed_by", fixedBy.map { JSON($0) }),
            ("not_compared", recorded.map { JSON($0.hidden.map { JSON($0) }) }), ("recorded", recorded.map(\.json)),
        ])
    }
}

extension EvidenceLine {
    fileprivate var json: JSON {
        JSON(present: [
            ("exchange", exchange.map { JSON($0) }), ("text", JSON(text)),
            (
                "difference",
                difference.map { difference in
                    [
                        "expected": JSON(difference.expected), "found": JSON(difference.found),
                        "at": JSON(difference.foundRange.lowerBound + 1),
                        "expected_part": JSON(difference.expectedPart), "found_part": JSON(difference.foundPart),
                    ]
                }
            ),
        ])
    }
}

extension Fix {
    fileprivate var json: JSON {
        let lines = FixCommands.lines(steps)
        return [
            "text": JSON(text), "command": lines.isEmpty ? .null : JSON(lines.joined(separator: "\n")),
            "commands": JSON(lines.map { JSON($0) }),
        ]
    }
}

extension Alternative {
    fileprivate var json: JSON {
        JSON(present: [
            ("cause", JSON(cause)), ("text", JSON(text)), ("probe", probe.map { JSON(FixCommands.line($0)) }),
        ])
    }
}
