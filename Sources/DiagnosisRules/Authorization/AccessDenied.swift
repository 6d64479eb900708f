internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let accessDenied = Rule(
        "access-denied", symptom: "the user or the server said no",
        proof: "the error of the callback, and the prompt that was sent",
        references: ["RFC 6749 §4.1.2.1", "OpenID Connect Core §3.1.2.6"]
    ) { subject in
        guard let refusal = subject.authorizationRefusal, let words = AccessDenied.words[refusal.error.error] else {
            return nil
        }
        guard !subject.isOfAnotherIssuer else { return .ruledOut("the answer is of another issuer, whatever it says") }
        let prompt = refusal.sent.first("prompt")
        let lines =
            [
                EvidenceLine(
                    refusal.exchange,
                    "the callback" + (refusal.authorization.map { " of authorization \($0.id)" } ?? "")
                        + " has error \(refusal.error.text)")
            ]
            + (prompt.map {
                [EvidenceLine(nil, "the request was sent with prompt=\(PrintableText.safe($0, limit: 60))")]
            } ?? [])
        let isSilent = prompt == "none"
        let isAnswer = refusal.sent.first("state") == nil || refusal.authorization?.answer.first("state") != nil
        return .found(
            isAnswer || refusal.authorization == nil ? .proved : .likely,
            words + (isSilent ? ", and prompt=none let nobody be asked." : "."), lines,
            fix: Fix(
                isSilent ? "Ask without prompt=none." : "Ask again, maybe for less.",
                [subject.authorizeAgain(like: refusal.authorization)]))
    }
}

private enum AccessDenied {
    static let words = [
        "access_denied": "The user refused, or a policy of the server did",
        "login_required": "Nobody is signed in",
        "consent_required": "The user has not consented to this",
        "interaction_required": "The user must be asked something",
        "account_selection_required": "The user must choose an account",
    ]
}
