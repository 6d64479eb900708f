internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let serverFailed = Rule(
        "server-failed", symptom: "the server says 5xx", proof: "the status", references: ["RFC 9110 §15.6"],
        mayPassLater: true
    ) { subject in
        guard let exchange = subject.exchange, let response = subject.response, response.status >= 500,
            subject.endpoint != .callback
        else {
            return nil
        }
        guard !response.isPage || !Rule.isOfGateway(response) else { return .ruledOut("a page answered") }
        guard subject.refusal == nil || subject.endpoint == .resource else {
            return .ruledOut("the server says what it refuses: \(subject.serverError?.error ?? "")")
        }
        let passed = subject.sameRequestThatPassed
        return .found(
            .proved, "The server failed: it says \(response.status).",
            [EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")]
                + (passed.map { [EvidenceLine($0.number, "is the same request, and passed")] } ?? []),
            fix: Fix(
                "Try again later; if it fails again, compare the request with one that passes.",
                subject.againWithoutItsCode),
            assumptions: passed == nil && response.status < 502 ? ["nothing in the request makes the server fail"] : [])
    }
}

extension Case {
    /// An exchange with the same request that succeeded.
    fileprivate var sameRequestThatPassed: RecordedExchange? {
        guard let exchange else { return nil }
        return evidence.exchanges.last { other in
            other.number != exchange.number && other.request.method == exchange.request.method
                && other.request.url == exchange.request.url && other.request.body == exchange.request.body
                && other.credential == exchange.credential && (other.status ?? 500) < 300
        }
    }
}
