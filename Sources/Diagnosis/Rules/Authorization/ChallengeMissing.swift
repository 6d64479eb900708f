internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let challengeMissing = Rule(
        "challenge-missing", symptom: "the authorization endpoint refuses a request",
        proof: "a request without code_challenge, or without S256, and the server's words",
        references: ["RFC 7636 §4.4.1", "RFC 9700 §2.1.1"]
    ) { subject in
        guard let refusal = subject.authorizationRefusal, refusal.error.error == "invalid_request" else { return nil }
        let challenge = refusal.sent.first("code_challenge") ?? ""
        let method = refusal.sent.first("code_challenge_method") ?? ""
        guard challenge.isEmpty || method != "S256" else { return .ruledOut("an S256 challenge was sent") }
        let description = (refusal.error.description ?? "").lowercased()
        let isNamed = ["pkce", "code_challenge", "s256", "code challenge"].contains { description.contains($0) }
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
            mend: Mend("Send a code challenge with S256.", [subject.authorizeCommand(like: refusal.authorization)]))
    }
}
