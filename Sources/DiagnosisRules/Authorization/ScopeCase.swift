internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let scopeCase = Rule(
        "scope-case", symptom: "the server refuses the scope of a request",
        proof: "a scope that is known in another case", references: ["RFC 6749 §3.3"]
    ) { subject in
        guard let refusal = ScopeRefusal(subject) else { return nil }
        guard let known = refusal.known else { return nil }
        let pairs = refusal.scope.subtracting(known).tokens.compactMap { token in
            known.tokens.first { $0.lowercased() == token.lowercased() }.map { (token, $0) }
        }
        guard let (sent, right) = pairs.first else {
            return .ruledOut("no scope differs from a known one by its case only")
        }
        let corrected = Scope(refusal.scope.tokens.map { token in pairs.first { $0.0 == token }?.1 ?? token })
        return .found(
            refusal.isKnownToServer ? .proved : .likely,
            "The scope \(PrintableText.safe(sent, limit: 80)) is spelled \(right): scopes are compared with their case.",
            [
                EvidenceLine(
                    refusal.exchange, "asks for a scope in another case than it is known",
                    difference: Difference("known", right, "sent", sent))
            ],
            fix: Fix("Spell it as it is registered.", refusal.retry(corrected, subject)))
    }
}
