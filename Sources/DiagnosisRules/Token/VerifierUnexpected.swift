internal import Diagnosis

extension Rule {
    static let verifierUnexpected = Rule(
        "verifier-unexpected", symptom: "the token endpoint refuses a code",
        proof: "a code_verifier in the token request, and no code_challenge at authorize",
        references: ["RFC 9700 §4.8.2", "RFC 7636 §4.5"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        guard let authorization = redemption.authorization, authorization.challenge == nil else { return nil }
        guard redemption.verifier?.isEmpty == false else { return .ruledOut("no code verifier was sent") }
        let isNamed = subject.says(.verifier)
        return .found(
            isNamed ? .proved : .likely,
            "A code verifier was sent for a code that was authorized without a code challenge; servers refuse that, since "
                + "somebody may have taken the challenge out on its way.",
            [
                EvidenceLine(nil, "authorization \(authorization.id) was sent without a code_challenge"),
                EvidenceLine(redemption.exchange.number, "has a code_verifier; the answer is \(subject.answerPhrase)"),
            ],
            fix: Fix("Send both or neither; better both.", subject.newTokens(like: authorization)))
    }
}
