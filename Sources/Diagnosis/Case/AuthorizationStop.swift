package import HTTPMessage
package import OAuthCore

/// An authorization request that the server did not take up: it showed a page, or nobody came back.
package struct AuthorizationStop: Sendable {
    /// The authorization that the request belongs to; nil where the session has none.
    package let authorization: RecordedAuthorization?
    /// The number of the exchange in which the server refused; nil where none was recorded.
    package let exchange: Int64?
    /// The `client_id` that the request sent.
    package let clientID: String
    /// What was sent, decoded.
    package let sent: FormParameters
    /// Milliseconds since 1970.
    let time: Int64
    /// Whether the server is known to have refused.
    package let isRefused: Bool

    /// Whether the redirect URI is of plain http and not of this machine.
    var redirectsToPlainHTTP: Bool {
        guard let uri = sent.first("redirect_uri"), let parts = URLParts(uri) else { return false }
        return parts.scheme.lowercased() == "http" && !parts.isLoopback
    }
}

extension Case {
    /// Nil where the server sent the browser back, with a code or an error.
    package var authorizationStop: AuthorizationStop? {
        if let authorization = refusedAuthorization {
            guard authorization.callback == nil else { return nil }
            let page = evidence.exchanges.last { other in
                other.authorization == authorization.id && other.endpoint(at: evidence.provider) == .authorization
                    && ((other.status ?? 0) >= 400 || Case.showsError(other))
            }
            return AuthorizationStop(
                authorization: authorization, exchange: page?.number ?? errorPage(of: authorization)?.number,
                clientID: authorization.clientID, sent: authorization.sent, time: authorization.createdAt,
                isRefused: page != nil || errorPage(of: authorization) != nil)
        }
        guard endpoint == .authorization, let exchange, let status,
            (400..<500).contains(status) || Case.showsError(exchange)
        else { return nil }
        let sent = FormParameters.parse(exchange.request.url.urlQuery)
        let own = authorization(exchange.authorization)
        return AuthorizationStop(
            authorization: own, exchange: exchange.number,
            clientID: sent.first("client_id") ?? own?.clientID ?? "", sent: sent.isEmpty ? own?.sent ?? sent : sent,
            time: exchange.exchange.startedAt, isRefused: true)
    }

    /// Some servers redirect to a page of their own that tells of the error.
    private func errorPage(of authorization: RecordedAuthorization) -> RecordedExchange? {
        evidence.exchanges.last { other in
            other.authorization == authorization.id && other.endpoint(at: evidence.provider) == .authorization
                && other.leadsToError
        }
    }

    /// Whether the authorization endpoint let a request with the same client and redirect URI go on.
    package func letPass(_ other: RecordedExchange) -> Bool {
        guard other.endpoint(at: evidence.provider) == .authorization, let status = other.status else { return false }
        return status < 400 && !other.leadsToError
    }

    /// The error that an authorization request was sent back with.
    package var authorizationRefusal: AuthorizationRefusal? {
        if let authorization = refusedAuthorization, authorization.callback != nil,
            let error = ServerError(parameters: authorization.answer)
        {
            return AuthorizationRefusal(
                authorization: authorization, exchange: nil, sent: authorization.sent, error: error)
        }
        guard endpoint == .authorization, let exchange else { return nil }
        let back = exchange.response?.headers["Location"] ?? ""
        guard let error = ServerError(parameters: FormParameters.parse(back.urlQuery)) else { return nil }
        let own = authorization(exchange.authorization)
        return AuthorizationRefusal(
            authorization: own, exchange: exchange.number,
            sent: own?.sent ?? FormParameters.parse(exchange.request.url.urlQuery), error: error)
    }
}

extension RecordedExchange {
    /// Whether it redirects to a page about an error, and not to the redirect URI that was sent.
    var leadsToError: Bool {
        guard let status, (300..<400).contains(status), let location = response?.headers["Location"] else {
            return false
        }
        let sent = FormParameters.parse(request.url.urlQuery).first("redirect_uri") ?? ""
        let target = URLReference.resolve(location, against: request.url)
        guard sent.isEmpty || target.urlAddress != sent.urlAddress else { return false }
        return target.urlAddress.lowercased().contains("error")
            || FormParameters.parse(target.urlQuery).first("error") != nil
    }
}

/// An authorization request that was answered with an error, in the callback.
package struct AuthorizationRefusal: Sendable {
    /// The authorization that was refused; nil where the session has none.
    package let authorization: RecordedAuthorization?
    /// The number of the exchange that brought the error; nil where none was recorded.
    package let exchange: Int64?
    /// The parameters of the authorization request, decoded.
    package let sent: FormParameters
    /// The error that the callback brought (RFC 6749 §4.1.2.1).
    package let error: ServerError
}
