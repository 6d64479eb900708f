internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let codeExpired = Rule(
        "code-expired", symptom: "the token endpoint refuses a code",
        proof: "the first use of the code, with everything as it was authorized, some time after the callback",
        references: ["RFC 6749 §4.1.2"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        guard let authorization = redemption.authorization else { return nil }
        guard subject.earlierRequests(with: "code", redemption.code).isEmpty else {
            return .ruledOut("the code was sent before, so its age is not what this shows")
        }
        guard subject.fits(redemption, authorization) else {
            return .ruledOut("what goes with the code is not what was authorized")
        }
        let age = subject.age(of: redemption, authorization)
        guard !subject.says(.codeUsed) else { return .ruledOut("the server says that the code was used") }
        if subject.hidesVerifier(redemption, authorization) { return hidden(age, redemption, authorization, subject) }
        return .found(
            confidence(age, subject),
            age.seconds >= 5
                ? "The code was redeemed \(age.seconds) s after it was given out, and everything that goes with it is right: it had expired."
                : "Everything that goes with the code is right and it was never used before: it had expired, or the server took it back.",
            lines(age, redemption, authorization, subject),
            fix: Fix(
                "Authorize again and redeem the code at once: codes live for 30 seconds to 10 minutes.",
                subject.newTokens(like: authorization)))
    }

    /// What the capture does not show may be as wrong as the code may be old.
    private static func hidden(
        _ age: CodeAge, _ redemption: CodeRedemption, _ authorization: RecordedAuthorization, _ subject: Case
    ) -> Finding {
        .found(
            .possible,
            "What the capture shows beside the code is right, and the code verifier it hides: the code had expired, or the verifier is another one.",
            Array(lines(age, redemption, authorization, subject).dropLast()) + [
                EvidenceLine(redemption.exchange.number, "has the client and the redirect URI that were authorized")
            ],
            fix: Fix(
                "Authorize again and redeem the code at once, with the verifier that the challenge was made of.",
                subject.newTokens(like: authorization)),
            alternatives: [Alternative("verifier-mismatch", "the verifier is not the one of this authorization")])
    }

    /// Never proved: only the server knows how long its codes live.
    private static func confidence(_ age: CodeAge, _ subject: Case) -> Verdict.Confidence {
        if subject.says(.codeExpired) { return .likely }
        return subject.blame(.grant).isStated && age.seconds >= 30 ? .likely : .possible
    }

    private static func lines(
        _ age: CodeAge, _ redemption: CodeRedemption, _ authorization: RecordedAuthorization, _ subject: Case
    ) -> [EvidenceLine] {
        [
            EvidenceLine(
                age.exchange, "authorization \(authorization.id) brought the code \(subject.shown(redemption.code))"),
            EvidenceLine(
                redemption.exchange.number,
                "sends it for the first time, \(age.seconds) s later by \(age.byServer ? "the server's" : "our") clock; the "
                    + "answer is \(subject.answerPhrase)"),
            EvidenceLine(
                redemption.exchange.number,
                "has the client, the redirect URI and the code verifier that were authorized"),
        ]
    }
}
