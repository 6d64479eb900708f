internal import Diagnosis
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let tokenExpired = Rule(
        "token-expired", symptom: "a resource does not take the token",
        proof: "the moment the token ended, by its response or its exp, before the date of the refusal",
        references: ["RFC 6750 §3.1", "RFC 6749 §5.1"]
    ) { subject in
        guard subject.mayBeUnauthorized, let exchange = subject.exchange, let credential = exchange.credential,
            credential.scheme.lowercased() == "bearer"
        else { return nil }
        guard let end = subject.end(of: credential, at: exchange) else {
            return subject.sentToken == nil ? nil : .ruledOut("nothing says how long the token lives")
        }
        guard end.overdue > 0 else { return .ruledOut("the token had \(-end.overdue) s left") }
        if let active = subject.activeAfter(credential.value, exchange) {
            return .ruledOut("the server said of the token in exchange \(active.number) that it is active")
        }
        if let opened = subject.openedLater(credential, than: exchange) {
            return .ruledOut("the same token opened something later, in exchange \(opened.number)")
        }
        let token = subject.sentToken
        let refresh = token?.tokens.refreshToken != nil && token?.tokens.accessToken == credential.value
        let renewal = refresh ? [.refresh] : subject.newTokens(like: token.flatMap(subject.origin))
        return .found(
            end.isCertain && (end.overdue >= 60 || subject.says(.expired)) && subject.isUnauthorized
                ? .proved : .likely,
            "The access token had expired \(end.overdue) s before.",
            [
                end.line,
                EvidenceLine(
                    exchange.number, "was answered at \(end.refusedAt); the answer is \(subject.answerPhrase)"),
            ],
            fix: Fix(refresh ? "Refresh, and call once more." : "Authorize again.", renewal + subject.again))
    }
}

/// When a token ended, against when it was refused.
struct TokenEnd: Sendable {
    /// Seconds; below 0 while it still lived.
    var overdue: Int64
    var line: EvidenceLine
    /// In words.
    var refusedAt: String
    /// Whether the clock is one that the token may be judged by.
    var isCertain: Bool
}

extension Case {
    /// A later call that the same credential was good for.
    func openedLater(_ credential: SentCredential, than exchange: RecordedExchange) -> RecordedExchange? {
        evidence.exchanges.first { other in
            other.number > exchange.number && other.credential == credential && (200..<300).contains(other.status ?? 0)
                && [.resource, .userinfo].contains(other.endpoint(at: evidence.provider))
        }
    }

    /// An introspection, at the refusal or later, that calls the token active.
    fileprivate func activeAfter(_ value: String, _ exchange: RecordedExchange) -> RecordedExchange? {
        guard let said = introspection(of: value), said.answer.isActive, said.exchange.number > exchange.number else {
            return nil
        }
        return said.exchange
    }

    /// The server's own dates count where it gives them, since its clock is the one it judges by.
    func end(of credential: SentCredential, at exchange: RecordedExchange) -> TokenEnd? {
        if let token = evidence.tokens.last(where: { $0.tokens.accessToken == credential.value }),
            let lifetime = token.tokens.expiresIn
        {
            guard lifetime < Int64.max / 2000 else { return nil }
            let issued = token.exchange.flatMap(number)?.serverTime
            let byServer = exchange.serverTime != nil && issued != nil
            let start = (byServer ? issued : nil) ?? token.tokens.receivedAt
            let now = (byServer ? exchange.serverTime : nil) ?? exchange.endedAt
            let end = start + lifetime * 1000
            let text = "brought it with expires_in \(lifetime), so that it ended at \(moment(end, byServer))"
            return TokenEnd(
                overdue: (now - end) / 1000, line: EvidenceLine(token.exchange, text), refusedAt: moment(now, byServer),
                isCertain: true)
        }
        let now = exchange.serverTime ?? exchange.endedAt
        let byServer = exchange.serverTime != nil
        guard let exp = (try? JWTParts(reading: credential.value))?.claims["exp"]?.number, exp.magnitude < 1e12 else {
            return nil
        }
        return TokenEnd(
            overdue: now / 1000 - Int64(exp),
            line: EvidenceLine(exchange.number, "sends a token with exp \(Int64(exp))"),
            refusedAt: moment(now, byServer), isCertain: byServer)
    }

    private func moment(_ time: Int64, _ byServer: Bool) -> String {
        "second \(time / 1000) since 1970 by \(byServer ? "the server's" : "our") clock"
    }
}
