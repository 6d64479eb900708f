extension Transport {
    /// Sends a request and follows its redirects.
    /// - Returns: one exchange for each request, in order, never empty. Where a redirect leads in a circle, too far, or
    ///   where the body must not go, the last exchange is a failure that was never sent.
    public func send(
        _ request: HTTPRequest, following policy: RedirectPolicy, options: TransportOptions = TransportOptions(),
        onBody: (@Sendable ([UInt8]) -> Void)? = nil
    ) async -> [HTTPExchange] {
        var exchanges = [await send(request, options: options, onBody: onBody)]
        guard policy.limit > 0 else { return exchanges }
        while let last = exchanges.last, let response = last.response,
            let next = policy.next(after: last.request, response)
        {
            if let refusal = policy.refusal(of: next, after: exchanges) {
                let time = last.startedAt + last.timing.total / 1000
                exchanges.append(HTTPExchange(request: next, outcome: .failure(refusal), startedAt: time))
            } else {
                exchanges.append(await send(next, options: options, onBody: onBody))
            }
        }
        return exchanges
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
