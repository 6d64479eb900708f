internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let codeReused = Rule(
        "code-reused", symptom: "the token endpoint refuses a code",
        proof: "the same code in an earlier token request that brought tokens, or that was never answered",
        references: ["RFC 6749 §4.1.2", "RFC 9700 §4.5"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        let before = subject.earlierRequests(with: "code", redemption.code)
        guard let first = before.last(where: \.broughtTokens) ?? before.first(where: \.isUnanswered) else {
            guard let refused = before.first else {
                return subject.says(.codeUsed)
                    ? elsewhere(redemption, subject) : .ruledOut("this is the first request with this code")
            }
            return refused.isUnread ? unread(redemption, refused, subject) : burned(redemption, by: refused, subject)
        }
        let line =
            first.broughtTokens
            ? "brought tokens for the code \(subject.shown(redemption.code))"
            : "sent the code \(subject.shown(redemption.code)); no answer came (\(first.exchange.failure?.code.rawValue ?? ""))"
        return .found(
            first.broughtTokens ? .proved : .likely,
            first.broughtTokens
                ? "The code was redeemed before, in exchange \(first.number); a code is good once."
                : "The code was sent before, in exchange \(first.number), whose answer was lost; a code is good once.",
            [
                EvidenceLine(first.number, line),
                EvidenceLine(redemption.exchange.number, "sends the same code; the answer is \(subject.answerPhrase)"),
            ], fix: fix(subject, redemption),
            alternatives: first.broughtTokens
                ? [] : [Alternative("code-expired", "the server never saw the first request, and the code has expired")]
        )
    }

    /// The server says that the code was used, and this session did not use it.
    private static func elsewhere(_ redemption: CodeRedemption, _ subject: Case) -> Finding {
        .found(
            .likely, "The server says that the code was used before, and it was not this session that used it.",
            [
                EvidenceLine(
                    redemption.exchange.number,
                    "sends the code \(subject.shown(redemption.code)) for the first time; the answer is "
                        + "\(subject.answerPhrase), \u{201C}\(subject.serverError?.description ?? "")\u{201D}")
            ], fix: fix(subject, redemption))
    }

    /// The earlier request succeeded, by its status; the capture does not show what it brought.
    private static func unread(
        _ redemption: CodeRedemption, _ first: RecordedExchange, _ subject: Case
    ) -> Finding {
        .found(
            .likely, "The code was redeemed before, in exchange \(first.number); a code is good once.",
            [
                EvidenceLine(first.number, "sends the same code; the answer is 200, and its body was not recorded"),
                EvidenceLine(redemption.exchange.number, "sends it again; the answer is \(subject.answerPhrase)"),
            ], fix: fix(subject, redemption))
    }

    /// Some servers take a code as used once a request with it was refused.
    private static func burned(
        _ redemption: CodeRedemption, by refused: RecordedExchange, _ subject: Case
    ) -> Finding {
        .found(
            .possible, "An earlier request with this code was refused, and some servers accept no code after that.",
            [
                EvidenceLine(
                    refused.number, "sends the same code; the answer is \(refused.status.map { String($0) } ?? "none")")
            ],
            fix: fix(subject, redemption))
    }

    private static func fix(_ subject: Case, _ redemption: CodeRedemption) -> Fix {
        Fix(
            "Ask the user again, and redeem the new code once. A request with a code is never to be repeated; take the "
                + "tokens of the first one as revoked, since servers revoke them when a code comes twice.",
            subject.newTokens(like: redemption.authorization))
    }
}
