internal import Diagnosis
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let introspectionDisagrees = Rule(
        "introspection-disagrees", symptom: "a resource does not take a token that is active",
        proof: "an introspection of the same token that says active, beside the refusal",
        references: ["RFC 7662 §2.2", "RFC 7800 §3.1"], mayPassLater: true
    ) { subject in
        guard subject.isUnauthorized, let exchange = subject.exchange, let value = exchange.credential?.value,
            let said = subject.introspection(of: value)
        else { return nil }
        guard subject.sentToken?.tokens.accessToken == value || subject.evidence.tokens.isEmpty else {
            return .ruledOut("what was sent is not an access token that this session was given")
        }
        guard said.answer.isActive else { return .ruledOut("introspection says that the token is not active") }
        let binding = said.answer.json["cnf"].map { _ in
            EvidenceLine(said.exchange.number, "has cnf: the token is bound to a key, and was sent without its proof")
        }
        let audience =
            said.answer.audience.isEmpty
            ? nil : EvidenceLine(said.exchange.number, "has aud \(said.answer.audience.joined(separator: ", "))")
        if subject.endpoint == .userinfo, let scope = said.answer.scope, !scope.isEmpty, !scope.contains("openid"),
            !scope.contains("profile")
        {
            return .ruledOut("userinfo wants the scope openid, and the token does not have it")
        }
        let isAfter = said.exchange.number > exchange.number
        return .found(
            isAfter || binding != nil ? .proved : .likely,
            "The authorization server says that the token is active, and the resource server does not take it"
                + (binding == nil
                    ? ": it caches, wants another audience, or asks another server."
                    : ": the token is bound to a key."),
            [
                EvidenceLine(said.exchange.number, "says active: true"),
                EvidenceLine(
                    exchange.number,
                    "sends the same token \(isAfter ? "before that" : "after that"); the answer is \(subject.answerPhrase)"
                ),
            ]
                + [binding, audience].compactMap { $0 },
            fix: Fix(
                "Compare aud and cnf with what the resource server expects; if they are right, it caches.",
                subject.again))
    }
}
