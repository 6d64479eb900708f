internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let refreshTokenDead = Rule(
        "refresh-token-dead", symptom: "the token endpoint refuses a refresh token",
        proof: "the newest token of its family, never used, and a revocation, a replayed code or its age",
        references: ["RFC 6749 §6", "RFC 7009 §2.1"]
    ) { subject in
        guard let refresh = subject.refusedRefresh, let exchange = subject.exchange else { return nil }
        guard !MaskedText.isAnonymous(refresh) else { return .ruledOut("the capture hides which token was sent") }
        guard let token = subject.evidence.tokens.first(where: { $0.tokens.refreshToken == refresh }) else {
            guard
                !subject.evidence.tokens.contains(where: {
                    $0.tokens.accessToken == refresh || $0.tokens.idToken == refresh
                })
            else { return .ruledOut("what was sent is another artefact, and not a refresh token") }
            return unknown(refresh, exchange, subject)
        }
        guard !subject.wasReplaced(refresh) else { return .ruledOut("the token was replaced by a newer one") }
        guard exchange.sentClient.id == token.clientID || token.clientID == nil else {
            return .ruledOut("another client sends the token than the one it was given to")
        }
        let fix = Fix(
            "Authorize again.", subject.newTokens(like: subject.authorization(token.authorization)))
        let sends = EvidenceLine(
            exchange.number,
            "sends \(subject.shown(refresh)), the newest of its family; the answer is \(subject.answerPhrase)")
        if let end = subject.end(of: token, value: refresh, before: exchange.number) {
            return .found(end.isCertain ? .proved : .likely, end.sentence, [end.line, sends], fix: fix)
        }
        return .found(
            subject.blame(.grant) == .stated ? .likely : .possible,
            "The refresh token is the newest of its family and was never used: it expired, or it was revoked where this session did not see it.",
            [
                EvidenceLine(
                    token.exchange,
                    "brought \(subject.shown(refresh)), \((exchange.exchange.startedAt - token.tokens.receivedAt) / 1000) s before"
                ), sends,
            ],
            fix: fix)
    }

    private static func unknown(_ refresh: String, _ exchange: RecordedExchange, _ subject: Case) -> Finding {
        .found(
            subject.hasUnreadTokens ? .possible : .likely,
            "The refresh token that was sent is none that this session was given.",
            [EvidenceLine(exchange.number, "sends \(subject.shown(refresh)); the answer is \(subject.answerPhrase)")],
            fix: Fix("Send the refresh token of this session.", [.refresh]),
            alternatives: [Alternative("refresh-token-rotated", "it came from elsewhere, where it was replaced")])
    }
}

/// What ended a family of tokens.
struct FamilyEnd: Sendable {
    var sentence: String
    var line: EvidenceLine
    /// Whether the server confirmed it.
    var isCertain: Bool
}

extension Case {
    func wasReplaced(_ refresh: String) -> Bool {
        earlierRequests(with: "refresh_token", refresh).contains { other in
            guard other.broughtTokens, let next = other.members?["refresh_token"]?.string
            else { return false }
            return next != refresh
        }
    }

    /// The recorded event, before an exchange, that ended the family of a set of tokens. Certain is it only of the very
    /// token that was revoked.
    ///
    func end(of token: RecordedToken, value: String, before number: Int64) -> FamilyEnd? {
        let family = lineage(of: token)
        let before = evidence.exchanges.filter { $0.number < number }
        if let revoked = before.last(where: { isRevocation($0, of: family) }) {
            return FamilyEnd(
                sentence: "The token was revoked, in exchange \(revoked.number).",
                line: EvidenceLine(
                    revoked.number, "revoked \(shown(revoked.form.first("token") ?? "")), and the server said 200"),
                isCertain: revoked.form.first("token") == value)
        }
        if let replayed = replayedCode(of: family, in: before) {
            return FamilyEnd(
                sentence:
                    "The code that began this family was sent a second time, in exchange \(replayed.number): servers revoke what it gave.",
                line: EvidenceLine(
                    replayed.number, "sent the code of authorization \(family.last?.authorization ?? 0) again"),
                isCertain: false)
        }
        if let replayed = replayedRefresh(of: family, in: before) {
            return FamilyEnd(
                sentence:
                    "An older refresh token of this family was sent again, in exchange \(replayed.number): servers revoke the whole family.",
                line: EvidenceLine(replayed.number, "sent \(shown(replayed.form.first("refresh_token") ?? "")) again"),
                isCertain: false)
        }
        return nil
    }

    private func isRevocation(_ other: RecordedExchange, of family: [RecordedToken]) -> Bool {
        guard other.endpoint(at: evidence.provider) == .revocation, let status = other.status,
            (200..<300).contains(status), let value = other.form.first("token")
        else { return false }
        return family.contains { $0.tokens.refreshToken == value || $0.tokens.accessToken == value }
    }

    private func replayedCode(of family: [RecordedToken], in before: [RecordedExchange]) -> RecordedExchange? {
        guard let root = family.last, let code = authorization(root.authorization)?.code else { return nil }
        let start = root.exchange ?? 0
        return before.first {
            $0.number > start && $0.form.first("code") == code && $0.form.first("grant_type") == "authorization_code"
        }
    }

    private func replayedRefresh(of family: [RecordedToken], in before: [RecordedExchange]) -> RecordedExchange? {
        for member in family.dropFirst() {
            guard let refresh = member.tokens.refreshToken, refresh != family.first?.tokens.refreshToken else {
                continue
            }
            let uses = before.filter {
                $0.form.first("refresh_token") == refresh && $0.form.first("grant_type") == "refresh_token"
            }
            if uses.count > 1, uses.first?.broughtTokens == true { return uses.last }
        }
        return nil
    }
}
