/// Whether redirects are followed, how far, and what stays behind when they lead elsewhere.
public struct RedirectPolicy: Sendable, Equatable {
    /// The most redirects followed; 0 follows none and is no error.
    public var limit: Int
    /// Names of headers that, like `Authorization`, are only ever sent to the origin that they were meant for.
    public var credentialHeaders: [String]

    /// The redirect is the answer.
    public static let never = RedirectPolicy(limit: 0, credentialHeaders: [])

    /// Follows at most `limit` redirects; `credentialHeaders` stay at their origin.
    public static func follow(limit: Int = 10, credentialHeaders: [String] = []) -> RedirectPolicy {
        RedirectPolicy(limit: limit, credentialHeaders: credentialHeaders)
    }

    private init(limit: Int, credentialHeaders: [String]) {
        self.limit = limit
        self.credentialHeaders = credentialHeaders
    }
}

extension RedirectPolicy {
    /// The request that a redirect asks for (RFC 9110 §15.4), without what must not leave its origin; nil where the
    /// response is no redirect.
    func next(after request: HTTPRequest, _ response: HTTPResponse) -> HTTPRequest? {
        guard [301, 302, 303, 307, 308].contains(response.status), let location = response.headers["Location"] else {
            return nil
        }
        var next = request
        next.url = Self.target(location, from: request.url)
        if Self.turnsIntoGet(request.method, response.status) {
            next.method = "GET"
            next.dropBody()
        }
        guard let origin = URLParts(next.url)?.origin, origin == URLParts(request.url)?.origin else {
            for name in Self.boundToOrigin + credentialHeaders { next.headers[name] = nil }
            if next.hasBody { next.dropBody() }
            return next
        }
        return next
    }

    /// An absolute URL; one without a fragment inherits the one before (RFC 9110 §10.2.2).
    private static func target(_ location: String, from url: String) -> String {
        var target = URLReference(URLReference.resolve(location, against: url))
        target.fragment = target.fragment ?? URLReference(url).fragment
        return target.text
    }

    private static func turnsIntoGet(_ method: String, _ status: Int) -> Bool {
        switch status {
        case 303: method != "GET" && method != "HEAD"
        case 301, 302: method == "POST"
        default: false
        }
    }

    private static let boundToOrigin = ["Authorization", "Proxy-Authorization", "Cookie", "DPoP", "Host", "Origin"]
}

extension HTTPRequest {
    var hasBody: Bool { body?.isEmpty == false }

    /// Takes out the body and the headers that describe it.
    fileprivate mutating func dropBody() {
        body = nil
        for header in headers.fields where header.name.lowercased().hasPrefix("content-") { headers[header.name] = nil }
        headers["Transfer-Encoding"] = nil
    }
}
