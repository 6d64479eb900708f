internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let clientAuthTwice = Rule(
        "client-auth-twice", symptom: "the server refuses a request that authenticates its client",
        proof: "HTTP Basic and client_secret in the same request", references: ["RFC 6749 §2.3"]
    ) { subject in
        guard let exchange = subject.exchange, let status = subject.status, (400..<500).contains(status),
            status != 404, let sent = subject.sentClient, sent.rawBasic != nil
        else { return nil }
        guard sent.isTwice else { return .ruledOut("the client authenticates in one way only") }
        guard !subject.blame(.grant).isStated, !subject.blame(.scope).isStated else {
            return .ruledOut("the server speaks of what comes after the client's authentication")
        }
        return .found(
            isNamed(subject, exchange) ? .proved : .likely,
            "The client authenticates in two ways at once, and a request may have one.",
            [
                EvidenceLine(
                    exchange.number,
                    "has an Authorization header with HTTP Basic and a client_secret in its body; the answer is \(subject.answerPhrase)"
                )
            ],
            fix: Fix("Leave one of them out.", subject.again))
    }

    /// The server says so, or it calls the request invalid and nothing else in it is: some servers take both.
    private static func isNamed(_ subject: Case, _ exchange: RecordedExchange) -> Bool {
        if subject.says(.twoMethods) { return true }
        guard subject.serverError?.error == "invalid_request" else { return false }
        guard let redemption = subject.redemption else { return exchange.form.first("refresh_token") != nil }
        return redemption.authorization.map { subject.fits(redemption, $0) } ?? false
    }
}
