internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let resourceForbidden = Rule(
        "resource-forbidden", symptom: "a resource is refused, though the token is good",
        proof: "the token has the scope, and the same token opens what is beside it",
        references: ["RFC 9110 §15.5.4"]
    ) { subject in
        guard subject.isForbidden, let exchange = subject.exchange, let token = subject.sentToken else { return nil }
        guard !subject.saysScopeIsShort else {
            return .ruledOut("the server speaks of the scope")
        }
        if subject.endpoint == .userinfo, !token.tokens.scope.contains("openid"),
            !token.tokens.scope.contains("profile")
        {
            return userinfo(exchange, token, subject)
        }
        if let demand = subject.demand, !token.tokens.scope.covers(demand.scope) {
            return .ruledOut("the token lacks \(demand.scope.subtracting(token.tokens.scope).text)")
        }
        let sibling = subject.evidence.exchanges.last { other in
            other.request.method == exchange.request.method && other.credential == exchange.credential
                && (other.status ?? 500) < 400 && folder(other) == folder(exchange)
        }
        let answer = EvidenceLine(
            exchange.number,
            "answers \(subject.answerPhrase)"
                + (subject.serverError?.description.map { ", \u{201C}\($0)\u{201D}" } ?? ""))
        let scope = EvidenceLine(token.exchange, "granted \(token.tokens.scope.text)")
        let isUnclear =
            subject.isSilentlyForbidden
            && exchange.credential.flatMap { subject.openedLater($0, than: exchange) } == nil
        guard let sibling else {
            return .found(
                isUnclear ? .possible : .likely,
                isUnclear
                    ? "The server says no more than 403: what is asked for may not be this user's to have, or the scope may not be enough."
                    : "The token is good; what is asked for is not this user's to have, or not in the account's plan.",
                [answer, scope],
                fix: Fix("Ask for something that the user owns, or as another user. No other scope fixes this.", []),
                alternatives: [
                    Alternative(
                        "scope-insufficient", "the resource wants a scope and does not say so", probe: .probeScopes)
                ]
                    + (isUnclear
                        ? [
                            Alternative(
                                "token-expired", "the server says 403 of a token that has ended", probe: .prove)
                        ]
                        : []))
        }
        return .found(
            isOfOneKind(sibling, exchange) ? .proved : .likely,
            "The token is good and its scope is enough: this one resource is not the user's to have.",
            [
                EvidenceLine(sibling.number, "the same token opens \(subject.path(of: sibling.request.url))"), answer,
                scope,
            ],
            fix: Fix("Ask for something that the user owns, or as another user. No other scope fixes this.", []))
    }

    private static func userinfo(_ exchange: RecordedExchange, _ token: RecordedToken, _ subject: Case) -> Finding {
        let offered = Scope(subject.server.scopesSupported ?? ["openid"])
        let wanted: Scope = offered.contains("openid") ? "openid" : "profile"
        let origin = subject.origin(of: token)
        return .found(
            .likely, "The token has neither openid nor profile, and who the user is, is told for those.",
            [
                EvidenceLine(
                    token.exchange, "granted \(token.tokens.scope.isEmpty ? "no scope" : token.tokens.scope.text)"),
                EvidenceLine(exchange.number, "answers \(subject.answerPhrase)"),
            ],
            fix: Fix(
                "Ask for it.", subject.newTokens(like: origin, scope: token.tokens.scope.union(wanted)) + subject.again)
        )
    }

    /// The address without its last segment.
    private static func folder(_ exchange: RecordedExchange) -> String {
        let address = exchange.request.url.urlAddress
        return String(address.prefix(upTo: address.lastIndex(of: "/") ?? address.endIndex))
    }

    /// Whether two addresses differ by an id only, so that the same rules hold for both.
    private static func isOfOneKind(_ one: RecordedExchange, _ other: RecordedExchange) -> Bool {
        [one, other].allSatisfy { exchange in
            let segment = exchange.request.url.urlAddress.split(separator: "/").last ?? ""
            return segment.contains(where: \.isNumber)
        }
    }
}
