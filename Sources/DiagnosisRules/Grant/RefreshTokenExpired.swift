internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let refreshTokenExpired = Rule(
        "refresh-token-expired", symptom: "the token endpoint refuses a refresh token after some time",
        proof: "the lifetime that the token response gave, or exp inside of the refresh token, before the refusal",
        references: ["RFC 6749 §5.2", "RFC 9700 §4.14.2"]
    ) { subject in
        guard subject.grantType == "refresh_token", let exchange = subject.exchange, subject.mayBlame(.grant),
            let refresh = exchange.sentParameter("refresh_token")
        else { return nil }
        guard let end = lifetime(of: refresh, exchange, subject) else { return nil }
        guard end.overdue > 0 else { return .ruledOut("the refresh token had \(-end.overdue) s left") }
        return .found(
            .likely, "The refresh token had expired \(end.overdue) s before: \(end.words).",
            [end.line, EvidenceLine(exchange.number, "answers \(subject.answerPhrase)")],
            fix: Fix(
                "Ask the user again, and refresh before this time is over.",
                subject.newTokens(like: subject.authorization(subject.refreshedToken?.authorization))),
            assumptions: end.isHabit ? ["this is the provider's habit; no response of it says so"] : [])
    }

    /// When a refresh token ended.
    private struct End {
        /// Seconds; below 0 while it still lived.
        let overdue: Int64
        let words: String
        let line: EvidenceLine
        var isHabit = false
    }

    private static func lifetime(of refresh: String, _ exchange: RecordedExchange, _ subject: Case) -> End? {
        let brought = subject.earlier.first { $0.members?["refresh_token"]?.string == refresh }
        let now = exchange.serverClock / 1000
        if let brought {
            for name in ["refresh_token_expires_in", "refresh_expires_in", "x_refresh_token_expires_in"] {
                guard let value = brought.members?[name]?.number ?? brought.members?[name]?.string.flatMap(Double.init),
                    value > 0, value < 1e10
                else { continue }
                let seconds = Int64(value)
                let end = brought.serverClock / 1000 + seconds
                return End(
                    overdue: now - end, words: "its response gave it \(seconds) s (\(name))",
                    line: EvidenceLine(
                        brought.number,
                        "brought it with \(name) \(seconds), \(now - brought.serverClock / 1000) s before"))
            }
        }
        if let jwt = try? JWTParts(reading: refresh) {
            let sent = SentJWT(jwt, in: exchange)
            if let end = sent.time("exp") {
                return End(
                    overdue: now - end, words: "its exp is \(end)",
                    line: EvidenceLine(exchange.number, "sends a refresh token, a JWT, with exp \(end)"))
            }
        }
        guard let brought, let habit = RefreshHabit.of(exchange.request.url) else { return nil }
        let age = now - brought.serverClock / 1000
        guard age > habit.seconds else { return nil }
        return End(
            overdue: age - habit.seconds, words: habit.words,
            line: EvidenceLine(brought.number, "brought it \(age) s before"), isHabit: true)
    }
}

/// What providers do with refresh tokens that no response of theirs says.
struct RefreshHabit: Sendable {
    /// The host of the token endpoint, or the end of it.
    let host: String
    let seconds: Int64
    let words: String

    static let all: [RefreshHabit] = [
        RefreshHabit(
            host: "googleapis.com", seconds: 7 * 86_400,
            words:
                "while a consent screen is in testing, this provider's refresh tokens live 7 days (604800 s); publish the app to end that"
        )
    ]

    static func of(_ url: String) -> RefreshHabit? {
        guard let host = URLParts(url)?.host.lowercased() else { return nil }
        return all.first { host == $0.host || host.hasSuffix("." + $0.host) }
    }
}
