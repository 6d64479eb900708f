internal import Diagnosis
internal import OAuthCore

extension Rule {
    static let scopeInsufficient = Rule(
        "scope-insufficient", symptom: "a resource wants more scope than the token has",
        proof: "the scope that the challenge names, less the one that was granted",
        references: ["RFC 6750 §3.1"]
    ) { subject in
        guard subject.isForbidden, let exchange = subject.exchange, let token = subject.sentToken else { return nil }
        let granted = token.tokens.scope
        guard let demand = subject.demand else { return undemanded(exchange, token, subject) }
        let missing = demand.scope.subtracting(granted)
        guard !missing.isEmpty else {
            return .ruledOut("the token has what the resource demands: \(demand.scope.text)")
        }
        let origin = subject.origin(of: token)
        if let origin, !origin.scope.intersection(missing).isEmpty, subject.lineage(of: token).count == 1 {
            return .ruledOut("what is missing was asked for")
        }
        return .found(
            .proved, sentence(missing, token, origin, subject),
            [
                EvidenceLine(demand.exchange, "demands \(demand.scope.text)"),
                EvidenceLine(token.exchange, "granted \(granted.isEmpty ? "no scope" : granted.text)"),
            ] + (origin.map { [EvidenceLine(nil, "authorization \($0.id) asked for \($0.scope.text)")] } ?? []),
            fix: fix(demand.scope.union(granted), missing, token, origin, subject))
    }

    private static func sentence(
        _ missing: Scope, _ token: RecordedToken, _ origin: RecordedAuthorization?, _ subject: Case
    ) -> String {
        let root = subject.lineage(of: token).last ?? token
        if root.id != token.id, root.tokens.scope.covers(missing) {
            return "The resource demands \(missing.text), which was granted at first and dropped by a refresh."
        }
        if let registered = registration(token, subject), !registered.isEmpty, !registered.covers(missing) {
            return "The resource demands \(missing.text), for which the client is not even registered."
        }
        return "The resource demands \(missing.text), which was never asked for."
    }

    private static func registration(_ token: RecordedToken, _ subject: Case) -> Scope? {
        token.clientID.flatMap { subject.versions(of: $0).last?.registration.scope }
    }

    private static func fix(
        _ wanted: Scope, _ missing: Scope, _ token: RecordedToken, _ origin: RecordedAuthorization?, _ subject: Case
    ) -> Fix {
        let root = subject.lineage(of: token).last ?? token
        if root.id != token.id, root.tokens.scope.covers(wanted) {
            return Fix("Refresh with the whole scope.", [FixStep(.refresh(scope: wanted))] + subject.again)
        }
        if let registered = registration(token, subject), !registered.isEmpty, !registered.covers(missing),
            subject.evidence.provider.clientsURL != nil
        {
            let scope = registered.union(missing)
            return Fix(
                "Register a client for \(missing.text), and ask the user with it.",
                [FixStep(.createClient(name: "With \(missing.text)", scope: scope))]
                    + subject.newTokens(like: origin, scope: wanted) + subject.again)
        }
        return Fix("Ask the user for \(wanted.text).", subject.newTokens(like: origin, scope: wanted) + subject.again)
    }

    /// The server says that the scope is short, and not of what.
    private static func undemanded(_ exchange: RecordedExchange, _ token: RecordedToken, _ subject: Case) -> Finding? {
        guard subject.saysScopeIsShort else { return nil }
        return .found(
            .likely, "The token's scope is not enough, and the server does not say what is.",
            [
                EvidenceLine(exchange.number, "answers \(subject.answerPhrase), and names no scope"),
                EvidenceLine(token.exchange, "granted \(token.tokens.scope.text)"),
            ],
            fix: Fix("Look up what the resource needs, and ask for it.", []))
    }
}
