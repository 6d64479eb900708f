internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let refreshTokenRotated = Rule(
        "refresh-token-rotated", symptom: "the token endpoint refuses a refresh token",
        proof: "an earlier refresh with the same token that brought another one, or that was never answered",
        references: ["RFC 9700 §4.14.2", "RFC 6749 §6"]
    ) { subject in
        guard let refresh = subject.refusedRefresh, let exchange = subject.exchange else { return nil }
        let before = subject.earlierRequests(with: "refresh_token", refresh)
        let sends = EvidenceLine(
            exchange.number, "sends \(subject.shown(refresh)) again; the answer is \(subject.answerPhrase)")
        if let first = before.last(where: { successor(of: refresh, in: $0) != nil }) {
            let next = successor(of: refresh, in: first).map(subject.shown) ?? ""
            return .found(
                .proved, "The refresh token was used before, in exchange \(first.number), and replaced by another.",
                [EvidenceLine(first.number, "sent \(subject.shown(refresh)) and brought \(next) in its place"), sends],
                fix: fix(subject))
        }
        if let lost = before.first(where: \.isUnanswered) {
            return .found(
                .likely,
                "The refresh token was sent before, in exchange \(lost.number), whose answer was lost: what replaces it never arrived.",
                [EvidenceLine(lost.number, "sent \(subject.shown(refresh)); no answer came"), sends],
                fix: fix(subject),
                alternatives: [
                    Alternative("refresh-token-dead", "the server never saw the first request, and the token is dead")
                ])
        }
        return .ruledOut("no earlier refresh replaced this token")
    }

    /// The other refresh token that an exchange brought.
    private static func successor(of refresh: String, in exchange: RecordedExchange) -> String? {
        guard exchange.broughtTokens, let next = exchange.members?["refresh_token"]?.string, next != refresh
        else { return nil }
        return next
    }

    private static func fix(_ subject: Case) -> Fix {
        Fix(
            "Authorize again: when a replaced token comes back, servers revoke its whole family, the newest included. "
                + "Refresh in one place only, and save the new token before it is used.",
            subject.newTokens(like: subject.authorization(subject.refreshedToken?.authorization)))
    }
}

extension Case {
    /// The refresh token that was sent and refused in words that may mean it.
    var refusedRefresh: String? {
        guard grantType == "refresh_token", mayBlame(.grant) else { return nil }
        return exchange?.form.first("refresh_token")
    }

    /// The set of tokens that is being refreshed.
    var refreshedToken: RecordedToken? {
        guard let value = exchange?.form.first("refresh_token") else { return nil }
        return evidence.tokens.first { $0.tokens.refreshToken == value } ?? token(exchange?.token)
    }
}
