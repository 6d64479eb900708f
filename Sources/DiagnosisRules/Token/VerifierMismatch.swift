internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let verifierMismatch = Rule(
        "verifier-mismatch", symptom: "the token endpoint refuses a code",
        proof: "the code_challenge made of the code_verifier that was sent is not the recorded one",
        references: ["RFC 7636 §4.6"]
    ) { subject in
        guard let redemption = subject.refusedRedemption else { return nil }
        guard let authorization = redemption.authorization, let challenge = authorization.challenge,
            let verifier = redemption.verifier, !MaskedText.isStandIn(verifier),
            !MaskedText.isStandIn(challenge)
        else { return nil }
        let method = authorization.challengeMethod
        guard !PKCEFacts.belongs(verifier, to: challenge, method) else {
            return .ruledOut("the code verifier belongs to the code challenge of its authorization")
        }
        let made = PKCE.challenge(of: verifier, method: PKCE.Method(rawValue: method) ?? .s256)
        return .found(
            subject.knowsPKCE && (subject.refusesTheGrant || subject.says(.verifier)) ? .proved : .likely,
            "The code verifier does not belong to the code challenge that was authorized"
                + (reason(verifier, challenge, method, authorization, subject).map { ": \($0)." } ?? "."),
            [
                EvidenceLine(
                    redemption.exchange.number,
                    "code_verifier \(subject.shown(verifier)) makes another code_challenge (\(method)) than authorization "
                        + "\(authorization.id) was sent with",
                    difference: Difference("at authorize", challenge, "of this verifier", made))
            ], fix: fix(redemption, authorization, challenge, method, subject))
    }

    private static func reason(
        _ verifier: String, _ challenge: String, _ method: String, _ authorization: RecordedAuthorization,
        _ subject: Case
    ) -> String? {
        if let slip = PKCEFacts.slip(verifier, challenge, method) { return slip }
        let other = subject.evidence.authorizations.first { other in
            other.id != authorization.id
                && other.challenge.map { PKCEFacts.belongs(verifier, to: $0, other.challengeMethod) } == true
        }
        if let other { return "it is the verifier of authorization \(other.id), another flow" }
        return PKCE.isValid(verifier) ? nil : "it has not the 43 to 128 unreserved characters that a verifier has"
    }

    private static func fix(
        _ redemption: CodeRedemption, _ authorization: RecordedAuthorization, _ challenge: String, _ method: String,
        _ subject: Case
    ) -> Fix {
        if let own = authorization.verifier, PKCEFacts.belongs(own, to: challenge, method) {
            return Fix("Send the verifier of this authorization; keep verifiers by state.", [.exchange])
        }
        return Fix(
            "Authorize again, and send the verifier that the challenge was made of.",
            subject.newTokens(like: authorization))
    }
}
