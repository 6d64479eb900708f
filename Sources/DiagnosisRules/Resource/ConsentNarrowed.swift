internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let consentNarrowed = Rule(
        "consent-narrowed", symptom: "a resource wants a scope that was asked for",
        proof: "the scope of the token response, which is less than that of the authorization request",
        references: ["RFC 6749 §3.3", "RFC 6749 §5.1"]
    ) { subject in
        guard subject.isForbidden, let exchange = subject.exchange, let token = subject.sentToken,
            let authorization = subject.origin(of: token)
        else { return nil }
        let root = subject.lineage(of: token).last ?? token
        guard root.tokens.scopeIsStated else {
            return .ruledOut("the token response states no scope, so that all was granted")
        }
        let refused = ScopeLedger.missing(authorization.scope, from: root.tokens)
        guard !refused.isEmpty else { return .ruledOut("all that was asked for was granted") }
        let demand = subject.demand
        if let demand, demand.scope.intersection(refused).isEmpty {
            return .ruledOut("what the resource demands is not what was refused")
        }
        let missing = demand.map { $0.scope.intersection(refused) } ?? refused
        let times = subject.evidence.authorizations.count { other in
            other.clientID == authorization.clientID && other.scope.covers(missing) && other.code != nil
        }
        guard times < 2 else {
            return .found(
                .likely,
                "\(missing.text) was asked for \(times) times and never granted: asking once more is a loop.",
                [
                    EvidenceLine(nil, "authorization \(authorization.id) asked for \(authorization.scope.text)"),
                    EvidenceLine(root.exchange, "granted \(root.tokens.scope.text) again"),
                    EvidenceLine(
                        demand?.exchange ?? exchange.number,
                        demand.map { "demands \($0.scope.text)" } ?? "answers \(subject.answerPhrase)"),
                ],
                fix: Fix(
                    "Have the server's operator grant \(missing.text) to this client and user, or call something that does not need it."
                ))
        }
        return .found(
            demand == nil ? .likely : .proved,
            "\(missing.text) was asked for and not granted: the user unticked it, or the server left it out.",
            [
                EvidenceLine(nil, "authorization \(authorization.id) asked for \(authorization.scope.text)"),
                EvidenceLine(root.exchange, "granted \(root.tokens.scope.text)"),
                EvidenceLine(
                    demand?.exchange ?? exchange.number,
                    demand.map { "demands \($0.scope.text)" } ?? "answers \(subject.answerPhrase)"),
            ],
            fix: Fix(
                "Ask the user again, who must allow \(missing.text); go by what was granted, not by what was asked.",
                subject.newTokens(like: authorization) + subject.again),
            alternatives: demand == nil
                ? [
                    Alternative(
                        "resource-forbidden", "the account may not do this, whatever the scope", probe: .probeScopes)
                ] : [])
    }
}
