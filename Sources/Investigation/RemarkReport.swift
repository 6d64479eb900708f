package import Answers
internal import Diagnosis
package import HTTPMessage
internal import JSONKit
package import Remarks
internal import Workbench

/// Remarks as an answer.
package struct RemarkReport {
    let title: String
    var parameters: [FormParameter] = []
    let remarks: [Remark]
    /// What is said where there are none.
    let goodText: String

    package init(title: String, parameters: [FormParameter] = [], remarks: [Remark], goodText: String) {
        self.title = title
        self.parameters = parameters
        self.remarks = remarks
        self.goodText = goodText
    }

    package var answer: Answer { .report(ReportAnswer(lines: lines, json: json)) }

    private var lines: [ReportAnswer.Line] {
        let head = ReportAnswer.Line(.title, title)
        let shown = parameters.map { ReportAnswer.Line(.fact, $0.value, label: $0.name) }
        let isGood = remarks.allSatisfy { $0.severity == .note }
        return [head] + shown + (isGood ? [.init(.good, goodText)] : [])
            + remarks.map {
                .init(
                    $0.severity == .wrong ? .mark : .fact, "\($0.text) (\($0.reference))", label: $0.severity.rawValue)
            }
    }

    private var json: JSON {
        JSON(present: [
            ("what", JSON(title)),
            ("parameters", parameters.isEmpty ? nil : JSON(members: parameters.map { ($0.name, JSON($0.value)) })),
            (
                "remarks",
                JSON(
                    remarks.map {
                        [
                            "severity": JSON($0.severity.rawValue), "name": JSON($0.name), "text": JSON($0.text),
                            "reference": JSON($0.reference),
                        ]
                    })
            ),
        ])
    }
}
