internal import Diagnosis

extension Rule {
    static let verifierMissing = Rule(
        "verifier-missing", symptom: "the token endpoint refuses a code",
        proof: "a code_challenge at authorize, and no code_verifier in the token request", references: ["RFC 7636 §4.5"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        guard let authorization = redemption.authorization, authorization.challenge != nil else { return nil }
        guard redemption.verifier?.isEmpty ?? true else { return .ruledOut("a code verifier was sent") }
        return .found(
            subject.knowsPKCE && (subject.refusesTheGrant || subject.says(.verifier)) ? .proved : .likely,
            "The code was authorized with a code challenge, and no code verifier was sent with it.",
            [
                EvidenceLine(nil, "authorization \(authorization.id) was sent with a code_challenge"),
                EvidenceLine(redemption.exchange.number, "has no code_verifier; the answer is \(subject.answerPhrase)"),
            ],
            fix: Fix(
                "Send the code verifier of the authorization.",
                authorization.verifier == nil ? subject.newTokens(like: authorization) : [.exchange]))
    }
}
