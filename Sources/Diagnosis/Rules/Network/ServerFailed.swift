internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let serverFailed = Rule(
        "server-failed", symptom: "the server says 5xx", proof: "the status", references: ["RFC 9110 §15.6"]
    ) { subject in
        guard let exchange = subject.exchange, let response = subject.response, response.status >= 500 else {
            return nil
        }
        guard !Rule.isPage(response) || !Rule.isOfGateway(response) else { return .ruledOut("a page answered") }
        guard subject.refusal == nil || subject.endpoint == .resource else {
            return .ruledOut("the server says what it refuses: \(subject.serverError?.error ?? "")")
        }
        return .found(
            .proved, "The server failed; nothing in the request is known to be wrong.",
            [EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")],
            fix: Fix(
                "Try again later.",
                subject.againWithoutItsCode))
    }
}
