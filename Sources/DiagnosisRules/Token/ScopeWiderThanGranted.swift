internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let scopeWiderThanGranted = Rule(
        "scope-wider-than-granted", symptom: "a refresh is refused that asks for a scope",
        proof: "a scope in the request that was not granted when the family of tokens began",
        references: ["RFC 6749 §6"]
    ) { subject in
        guard subject.grantType == "refresh_token", let exchange = subject.exchange,
            let asked = exchange.form.first("scope").map({ Scope($0) }),
            subject.mayBlame(.scope) || subject.mayBlame(.grant)
        else { return nil }
        guard let token = subject.refreshedToken, let root = subject.lineage(of: token).last else { return nil }
        let excess = asked.subtracting(root.tokens.scope)
        guard !excess.isEmpty else { return .ruledOut("what the refresh asks for was granted") }
        return .found(
            subject.blame(.scope) == .stated || subject.blame(.scope) == .conceivable ? .proved : .likely,
            "The refresh asks for \(excess.text), which was never granted; a refresh can only keep or narrow a scope.",
            [
                EvidenceLine(root.exchange, "granted \(root.tokens.scope.text)"),
                EvidenceLine(exchange.number, "asks for \(asked.text); the answer is \(subject.answerPhrase)"),
            ],
            fix: Fix(
                "Refresh without it, or ask the user for it in a new authorization.",
                [.refresh]))
    }
}
