internal import Encodings
internal import HTTPMessage
internal import JSONKit

extension ReportFormat {
    /// Everything, for programs.
    static let json = ReportFormat("json", "one JSON document with everything") { $0.json.text(.pretty) + "\n" }
}

extension RunReport {
    var json: JSON {
        [
            "keyway": JSON(version), "started": JSON(Timestamp.text(startedAt)), "duration_ms": JSON(duration),
            "passed": JSON(count(.passed)), "failed": JSON(count(.failed)), "errors": JSON(count(.error)),
            "skipped": JSON(count(.skipped)), "recipes": JSON(recipes.map(\.json)),
        ]
    }
}

extension RecipeReport {
    fileprivate var json: JSON {
        [
            "name": JSON(name), "outcome": JSON(outcome.rawValue), "started": JSON(Timestamp.text(startedAt)),
            "duration_ms": JSON(duration), "requests": JSON(exchanges.count),
            "expectations_held": JSON(expectationCount), "refusals_allowed": JSON(refusalCount),
            "steps": JSON(steps.map(\.json)),
        ]
    }
}

extension StepReport {
    fileprivate var json: JSON {
        [
            "title": title.map { JSON($0) } ?? .null, "outcome": JSON(outcome.rawValue),
            "started": JSON(Timestamp.text(startedAt)), "duration_ms": JSON(duration),
            "commands": JSON(commands.map(\.json)),
        ]
    }
}

extension CommandReport {
    fileprivate var json: JSON {
        JSON(present: [
            ("command", JSON(name)), ("text", JSON(text)), ("line", JSON(line)), ("outcome", JSON(outcome.rawValue)),
            ("may_fail", JSON(mayFail)), ("duration_ms", JSON(duration)), ("failure", failure?.json),
            ("exchanges", exchanges.isEmpty ? JSON?.none : JSON(exchanges.map(\.json))),
        ])
    }
}

extension FailureReport {
    fileprivate var json: JSON {
        JSON(present: [
            ("kind", JSON(kind)), ("code", JSON(code)), ("message", JSON(message)), ("at", place.map { JSON($0) }),
            ("source", sourceLine.map { JSON($0) }), ("found", found.map { JSON($0) }),
            ("expected", expected.map { JSON($0) }),
            (
                "differences",
                differences.isEmpty
                    ? JSON?.none
                    : JSON(
                        differences.map {
                            ["path": JSON($0.path), "found": JSON($0.found), "expected": JSON($0.expected)]
                        })
            ), ("advice", JSON(advice.map { JSON($0) })), ("why", cause?.json),
        ])
    }
}

extension CauseReport {
    /// With the members that `why --output json` has.
    var json: JSON {
        JSON(present: [
            ("cause", JSON(cause)), ("confidence", JSON(confidence)), ("sentence", JSON(sentence)),
            ("subject", JSON(subject)),
            (
                "evidence",
                JSON(
                    evidence.map { fact in
                        JSON(present: [
                            ("exchange", fact.exchange.map { JSON($0) }), ("text", JSON(fact.text)),
                            ("lines", fact.lines.isEmpty ? JSON?.none : JSON(fact.lines.map { JSON($0) })),
                        ])
                    })
            ), ("server_says", JSON(serverSays.map { JSON($0) })),
            ("assumptions", JSON(assumptions.map { JSON($0) })), ("controls", JSON(controls.map { JSON($0) })),
            ("also", JSON(others.map(\.json))), ("alternatives", JSON(alternatives.map(\.json))),
            ("ruled_out", JSON(ruledOut.map(\.json))),
            ("fix", fix.map { ["text": JSON($0), "commands": JSON(commands.map { JSON($0) })] }),
            ("references", JSON(references.map { JSON($0) })),
        ])
    }
}

extension CauseReport.Other {
    fileprivate var json: JSON { ["cause": JSON(cause), "text": JSON(text)] }
}

extension ExchangeReport {
    fileprivate var json: JSON {
        let request = exchange.request
        return JSON(present: [
            ("exchange", JSON(number)), ("purpose", JSON(purpose)), ("method", JSON(request.method)),
            ("url", JSON(request.url)), ("status", exchange.response.map { JSON($0.status) }),
            ("error", exchange.failure.map { JSON($0.message) }),
            ("time_ms", JSON(Double(exchange.timing.total) / 1000)),
            ("request", JSON(present: [("headers", request.headers.json), ("body", request.body.map(\.json))])),
            ("response", exchange.response.map { ["headers": $0.headers.json, "body": $0.body.json] }),
        ])
    }
}

extension HTTPHeaders {
    fileprivate var json: JSON { JSON(map { ["name": JSON($0.name), "value": JSON($0.value)] }) }
}

extension [UInt8] {
    /// JSON as it is, else text, else how much it is.
    fileprivate var json: JSON {
        if let json = try? JSON(parsing: self) { return json }
        if let text = String(validating: self, as: UTF8.self) { return JSON(text) }
        return ["bytes": JSON(count)]
    }
}
