internal import HTTPMessage
internal import JSONKit
public import OAuthCore

/// A scope that a resource demanded, and where it said so.
package struct Demand: Sendable {
    /// The scope that the resource demanded.
    package let scope: Scope
    /// The number of the exchange in which it said so.
    package let exchange: Int64
}

extension RecordedExchange {
    /// The scope that the challenge of a refusal names (RFC 6750 §3), or its body: `needed`, as Slack writes it.
    public var demandedScope: Scope? {
        guard let status, status == 401 || status == 403 || status < 300, let response else { return nil }
        if status < 300 {
            guard members?["ok"]?.bool == false else { return nil }
            return serverError?.scope.map { Scope($0) }
        }
        let named = AuthenticationChallenge.parse(response.headers).lazy.compactMap(\.scope).first
        return (named ?? serverError?.scope).map { Scope($0) }
    }
}

extension Case {
    /// What the subject's resource demands: by its own words, else by what it said to another call.
    package var demand: Demand? {
        guard let exchange else { return nil }
        if let scope = exchange.demandedScope, !scope.isEmpty { return Demand(scope: scope, exchange: exchange.number) }
        let address = exchange.request.url.urlAddress
        for other in evidence.exchanges.reversed()
        where other.request.url.urlAddress == address && other.request.method == exchange.request.method {
            if let scope = other.demandedScope, !scope.isEmpty { return Demand(scope: scope, exchange: other.number) }
        }
        return nil
    }

    /// The authorization that began the family of a set of tokens.
    package func origin(of token: RecordedToken) -> RecordedAuthorization? {
        authorization(lineage(of: token).last?.authorization)
    }
}
