internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let rateLimited = Rule(
        "rate-limited", symptom: "the server says 429", proof: "the status, and Retry-After",
        references: ["RFC 6585 §4", "RFC 9110 §10.2.3"], isAboutTheAnswer: true, mayPassLater: true
    ) { subject in
        guard let exchange = subject.exchange, subject.status == 429, subject.endpoint != .callback else { return nil }
        let count = subject.requestsBefore(exchange, within: 300_000)
        let isTold = RateFacts.areTold(exchange)
        let wait = subject.response?.headers["Retry-After"].map { PrintableText.safe($0, limit: 40) }
        let isSeconds = wait.map { !$0.isEmpty && $0.allSatisfy(\.isNumber) } ?? false
        let words =
            wait.map { isSeconds ? "; it lets the next one in after \($0) s" : "; it lets the next one in at \($0)" }
            ?? ""
        return .found(
            isTold || count > RateFacts.few ? .proved : .possible,
            count > RateFacts.few
                ? "Too many requests were sent: the server limits their rate\(words)."
                : "The server limits the rate of requests\(words).",
            [
                EvidenceLine(
                    exchange.number, "answers 429" + (wait.map { " with Retry-After: \($0)" } ?? " without Retry-After")
                )
            ],
            fix: Fix("Wait\(isSeconds ? " \(wait ?? "") s" : ""), then call again.", subject.again))
    }
}
