internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let tokenRevoked = Rule(
        "token-revoked", symptom: "a resource does not take the token",
        proof: "a recorded revocation, a code that came twice, or an introspection that says it is not active",
        references: ["RFC 7009 §2.1", "RFC 6749 §4.1.2"]
    ) { subject in
        guard subject.mayBeUnauthorized, let exchange = subject.exchange, let token = subject.sentToken else {
            return nil
        }
        if let opened = exchange.credential.flatMap({ subject.openedLater($0, than: exchange) }) {
            return .ruledOut("the same token opened something later, in exchange \(opened.number)")
        }
        if let end = exchange.credential.flatMap({ subject.end(of: $0, at: exchange) }), end.overdue > 0 {
            return .ruledOut("the token had expired by then, which says nothing of a revocation")
        }
        let fix = Fix("Authorize again.", subject.newTokens(like: subject.origin(of: token)) + subject.again)
        let sends = EvidenceLine(
            exchange.number, "sends the access token of token \(token.id); the answer is \(subject.answerPhrase)")
        if let end = subject.end(of: token, value: token.tokens.accessToken, before: exchange.number) {
            if let after = end.line.exchange, let opened = subject.opened(exchange, after: after) {
                return .ruledOut("the same token opened exchange \(opened.number) after that")
            }
            let isReplay = !end.isCertain
            let inactive = subject.introspection(of: token.tokens.accessToken).flatMap { $0.answer.isActive ? nil : $0 }
            let confirmed = inactive.map { EvidenceLine($0.exchange.number, "says that the token is not active") }
            return .found(
                (isReplay && inactive == nil) || subject.isSilentlyForbidden ? .likely : .proved, end.sentence,
                [end.line] + (confirmed.map { [$0] } ?? []) + [sends], fix: fix)
        }
        guard let said = subject.introspection(of: token.tokens.accessToken), !said.answer.isActive else {
            return .ruledOut("no revocation was recorded, and no code or refresh token that came twice")
        }
        return .found(
            .likely, "The server says that the token is not active: it was revoked where this session did not see it.",
            [EvidenceLine(said.exchange.number, "says that the token is not active"), sends], fix: fix)
    }
}

extension Case {
    /// A call that the credential of an exchange was good for, after another exchange and before this one.
    fileprivate func opened(_ exchange: RecordedExchange, after number: Int64) -> RecordedExchange? {
        evidence.exchanges.first { other in
            other.number > number && other.number < exchange.number && other.credential == exchange.credential
                && other.credential != nil && (200..<300).contains(other.status ?? 0)
        }
    }
}
