internal import HTTPMessage
internal import OAuthCore
internal import Session

/// The pages of a capture that belong to an authorization: what its redirects lead to, and what the authorization server
/// shows until the browser goes back.
struct CapturedPages {
    /// The authorization of each address that a redirect led to.
    private var expected: [String: Int64] = [:]
    /// The newest authorization at each authorization server, by its origin.
    private var open: [String: Int64] = [:]

    /// Notes that an authorization began.
    mutating func begin(_ authorization: Int64, at url: String) {
        guard let origin = URLParts(url)?.origin else { return }
        open[origin] = authorization
    }

    /// Notes that the browser went back to the client.
    mutating func end(_ authorization: Int64) {
        for (origin, id) in open where id == authorization { open[origin] = nil }
    }

    /// Notes where a page of an authorization sends the browser.
    mutating func follow(_ exchange: HTTPExchange, of authorization: Int64?) {
        guard let authorization, let target = exchange.target else { return }
        expected[target] = authorization
    }

    /// The authorization that an exchange is a page of; nil where it is none.
    func authorization(of exchange: HTTPExchange, _ request: CapturedRequest) -> Int64? {
        let type = exchange.response?.mediaType ?? ""
        guard !type.contains("json"), !request.hasCredential else { return nil }
        if let id = expected[request.url.withoutFragment] { return id }
        guard request.isNavigation, let origin = URLParts(request.url)?.origin else { return nil }
        return open[origin]
    }
}

extension HTTPExchange {
    /// Where the response sends the browser, as an absolute URL without its fragment.
    var target: String? { fullTarget?.withoutFragment }

    /// The same with its fragment.
    var fullTarget: String? {
        guard let response, (300..<400).contains(response.status), let location = response.headers["Location"] else {
            return nil
        }
        return URLReference.resolve(location, against: request.url)
    }
}

extension String {
    fileprivate var withoutFragment: String { String(prefix { $0 != "#" }) }
}
