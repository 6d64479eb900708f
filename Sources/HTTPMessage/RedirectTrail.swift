/// The redirects of one request, followed one by one by whoever sends them.
public struct RedirectTrail: Sendable {
    private let policy: RedirectPolicy
    private var exchanges: [HTTPExchange] = []

    /// A trail without any redirect yet.
    public init(_ policy: RedirectPolicy) { self.policy = policy }

    /// A request that a redirect asks for.
    public struct Step: Sendable {
        /// What to send next.
        public let request: HTTPRequest
        /// The failure that stands in place of sending it, where the redirect leads in a circle, too far, or where the
        /// body must not go; nil where the request may be sent.
        public let refusal: HTTPExchange?
    }

    /// What to send after an exchange; nil where nothing more is to be sent.
    public mutating func next(after exchange: HTTPExchange) -> Step? {
        exchanges.append(exchange)
        guard policy.limit > 0, let response = exchange.response,
            let next = policy.next(after: exchange.request, response)
        else { return nil }
        let time = exchange.startedAt + exchange.timing.total / 1000
        let refusal = policy.refusal(of: next, after: exchanges).map {
            HTTPExchange(request: next, outcome: .failure($0), startedAt: time)
        }
        return Step(request: next, refusal: refusal)
    }
}

extension RedirectPolicy {
    fileprivate func refusal(of next: HTTPRequest, after exchanges: [HTTPExchange]) -> TransportError? {
        if let last = exchanges.last?.request, last.hasBody, !next.hasBody, next.method == last.method {
            return TransportError(
                .redirectRefused,
                "the server redirects the \(next.method) with its body to \(next.url.shownWithoutQuery), another origin; "
                    + "it was not sent there, since it may hold secrets; if it belongs there, send it there yourself")
        }
        if let first = exchanges.firstIndex(where: {
            $0.request.method == next.method && $0.request.url == next.url
        }) {
            return TransportError(
                .redirectLoop,
                "redirect \(exchanges.count) leads back to \(next.url.shownWithoutQuery), where request \(first + 1) went"
                    + "; the server redirects in a circle")
        }
        guard exchanges.count > limit else { return nil }
        return TransportError(
            .tooManyRedirects,
            "gave up after \(limit) redirects; the next leads to \(next.url.shownWithoutQuery); raise the limit if "
                + "that is not a circle")
    }
}

extension String {
    /// A URL as it may stand in a message: a query may hold codes and tokens.
    fileprivate var shownWithoutQuery: String {
        var reference = URLReference(self)
        reference.query = reference.query.map { _ in "…" }
        reference.fragment = nil
        return reference.text.withoutUserinfo.safeToShow
    }
}
