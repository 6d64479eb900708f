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

/// How old a code was when it was redeemed.
struct CodeAge: Sendable {
    var seconds: Int64
    /// Measured by the server's own dates.
    var byServer: Bool
    /// The exchange that brought the code, where one did.
    var exchange: Int64?
}

extension Case {
    /// Whether the capture has only stand-ins for what a challenge and its verifier are compared by.
    func hidesVerifier(_ redemption: CodeRedemption, _ authorization: RecordedAuthorization) -> Bool {
        [redemption.verifier, authorization.challenge].contains { $0.map(MaskedText.isStandIn) == true }
    }

    /// Whether all that goes with a code is what was authorized.
    func fits(_ redemption: CodeRedemption, _ authorization: RecordedAuthorization) -> Bool {
        fits(redemption, authorization, sending: redemption.redirectURI)
    }

    /// The same, had this redirect URI been sent.
    func fits(
        _ redemption: CodeRedemption, _ authorization: RecordedAuthorization, sending redirectURI: String?
    ) -> Bool {
        guard redirectURI == authorization.redirectURI,
            redemption.exchange.sentClient.id == authorization.clientID
        else { return false }
        guard let challenge = authorization.challenge else { return redemption.verifier == nil }
        if let verifier = redemption.verifier, [verifier, challenge].contains(where: MaskedText.isStandIn) {
            return true
        }
        return redemption.verifier.map { PKCEFacts.belongs($0, to: challenge, authorization.challengeMethod) } ?? false
    }

    func age(of redemption: CodeRedemption, _ authorization: RecordedAuthorization) -> CodeAge {
        let given = evidence.exchanges.last { other in
            other.authorization == authorization.id && other.number < redemption.exchange.number
                && other.response?.headers["Location"]?.contains("code=") == true
        }
        if let start = given?.serverTime, let end = redemption.exchange.serverTime {
            return CodeAge(seconds: max(0, (end - start) / 1000), byServer: true, exchange: given?.number)
        }
        let start = authorization.answeredAt ?? authorization.createdAt
        return CodeAge(
            seconds: max(0, (redemption.exchange.exchange.startedAt - start) / 1000), byServer: false,
            exchange: given?.number)
    }
}
