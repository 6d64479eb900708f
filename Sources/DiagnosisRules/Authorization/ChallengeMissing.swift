internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let challengeMissing = Rule(
        "challenge-missing", symptom: "the authorization endpoint refuses a request",
        proof: "a request without code_challenge, or without S256, and the server's words",
        references: ["RFC 7636 §4.4.1", "RFC 9700 §2.1.1"]
    ) { subject in
        if let redemption = subject.refusedRedemption { return atTheTokenEndpoint(redemption, subject) }
        guard let refusal = subject.authorizationRefusal, refusal.error.error == "invalid_request" else { return nil }
        let challenge = refusal.sent.first("code_challenge") ?? ""
        let method = refusal.sent.first("code_challenge_method") ?? ""
        guard challenge.isEmpty || method != "S256" else { return .ruledOut("an S256 challenge was sent") }
        let description = (refusal.error.description ?? "").lowercased()
        let isNamed = ["pkce", "code_challenge", "s256", "code challenge"].contains { description.contains($0) }
        guard isNamed || challenge.isEmpty || !subject.takes(method: method) else {
            return .ruledOut("the server lists the method of the challenge")
        }
        return .found(
            isNamed ? .proved : .likely,
            challenge.isEmpty
                ? "The request has no code challenge, and this server wants PKCE."
                : "The code challenge is not S256, and this server takes no other.",
            [
                EvidenceLine(
                    refusal.exchange,
                    "has "
                        + (challenge.isEmpty
                            ? "no code_challenge"
                            : "code_challenge_method=\(method.isEmpty ? "(none, which means plain)" : method)")
                        + "; the answer is \(refusal.error.text)")
            ],
            fix: Fix("Send a code challenge with S256.", [subject.authorizeAgain(like: refusal.authorization)]))
    }

    /// Some servers give a code without a challenge, and then redeem none.
    private static func atTheTokenEndpoint(_ redemption: CodeRedemption, _ subject: Case) -> Finding? {
        guard let authorization = redemption.authorization, authorization.challenge == nil,
            redemption.verifier?.isEmpty ?? true
        else { return nil }
        guard subject.says(.verifier) || (subject.knowsPKCE && redemption.exchange.sentClient.secret == nil) else {
            return .ruledOut("nothing says that the server wants PKCE of this client")
        }
        return .found(
            subject.says(.verifier) ? .proved : .likely,
            "The code was authorized without a code challenge, and this server wants PKCE.",
            [
                EvidenceLine(nil, "authorization \(authorization.id) was sent without a code_challenge"),
                EvidenceLine(
                    redemption.exchange.number,
                    "has no code_verifier; the answer is \(subject.serverError?.text ?? subject.answerPhrase)"),
            ],
            fix: Fix("Authorize again with a code challenge, S256.", subject.newTokens(like: authorization)))
    }
}
