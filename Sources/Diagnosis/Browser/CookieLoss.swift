internal import Encodings
internal import HTTPMessage
internal import OAuthCore

/// A cookie of the login that the refused request should have had, and has not, or has with another value.
package struct CookieLoss: Sendable {
    /// Why the refused request does not have the cookie as it was set.
    package enum Reason: Sendable {
        /// Set with Secure over plain http, or not sent there.
        case secureOverHTTP
        /// Kept away from a request that another site began.
        case sameSite(String)
        /// Not kept at all: a prefix, an attribute or its size does not allow it.
        case refused(String)
        /// Replaced by what another response set.
        case overwritten(SetCookie, Overwriter)
        /// Sent to other places only, or over.
        case elsewhere(String)
        /// Nothing that was recorded says why.
        case unknown
    }

    /// What set the cookie again: the application on another port, a second login, or another request.
    package enum Overwriter: Sendable {
        case otherPort, otherLogin, otherRequest
    }

    /// The cookie that the application set when the login began.
    package let cookie: SetCookie
    /// The refused request.
    package let request: RecordedExchange
    /// Why the cookie is not there.
    package let reason: Reason

    /// Whether the recorded attributes say by themselves that the cookie is lost.
    package var isCertain: Bool { if case .unknown = reason { false } else { true } }
}

extension Case {
    /// The lost cookie that tells most; nil where none is lost, or the capture was written without cookies.
    package var cookieLoss: CookieLoss? {
        guard let exchange, [.callback, .page].contains(endpoint), !isSuccess,
            let place = URLParts(exchange.request.url)
        else { return nil }
        let jar = CookieJar(self, exchange, place)
        let losses = jar.names.compactMap { jar.loss(of: $0) }
        return losses.first { $0.isCertain } ?? losses.first
    }
}

/// The cookies that were set before a request, for its host and for what may be meant by it.
private struct CookieJar {
    let subject: Case
    /// The request that should have the cookies.
    package let request: RecordedExchange
    let place: URLParts
    /// What was set before the request, oldest first.
    private let set: [SetCookie]
    private let sent: [String: String]
    private let start: RecordedExchange?

    init(_ subject: Case, _ request: RecordedExchange, _ place: URLParts) {
        self.subject = subject
        self.request = request
        self.place = place
        let start = CookieJar.start(subject, request)
        self.start = start
        set = subject.evidence.exchanges.filter { $0.number < request.number && !$0.isFurniture }
            .flatMap(\.setCookies).suffix(500)
            .filter { CookieJar.isNear($0, place) && CookieJar.mayHoldLogin($0, start, request) }
        sent = Dictionary(request.sentCookies.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// The names of the cookies that may hold the login, those first that were set as it began.
    var names: [String] {
        var names: [String] = []
        for cookie in set where !names.contains(cookie.name) { names.append(cookie.name) }
        return names.prefix(50).sorted { rank($0) < rank($1) }
    }

    /// What begins the login comes before what was there already.
    private func rank(_ name: String) -> Int { set.contains { $0.name == name && isOfBeginning($0) } ? 0 : 1 }

    private func isOfBeginning(_ cookie: SetCookie) -> Bool { cookie.exchange.number == start?.number }

    /// The response that sends the browser to the authorization of this login; nil where the capture does not have it.
    private static func start(_ subject: Case, _ request: RecordedExchange) -> RecordedExchange? {
        let earlier = subject.evidence.exchanges.filter { $0.number < request.number }
        if let state = request.callbackParameters.first("state") {
            let begun = earlier.last { other in
                guard let target = other.target else { return false }
                let asked = FormParameters.parse(target.urlQuery)
                return asked.first("state") == state && asked.first("response_type") != nil
            }
            if let begun { return begun }
        }
        guard let attempt = request.authorization else { return nil }
        return earlier.first { $0.authorization == attempt }
    }

    /// Whether a cookie may hold the login, by when it was set and where it came back: it was set as the login began or
    /// on its pages, or the browser had it as the login began. What lives longer than a day and is open to scripts, as
    /// languages and consents are, holds none.
    private static func mayHoldLogin(_ cookie: SetCookie, _ start: RecordedExchange?, _ request: RecordedExchange)
        -> Bool
    {
        let lifetime = cookie.endsAt.map { $0 - cookie.exchange.endedAt } ?? 0
        guard cookie.isHTTPOnly || lifetime <= 86_400_000, !isOfMeasurement(cookie) else { return false }
        guard let start else { return true }
        if cookie.exchange.number == start.number { return true }
        if let attempt = request.authorization, cookie.exchange.authorization == attempt { return true }
        return cookie.exchange.number > start.number || start.sentCookies.contains { $0.name == cookie.name }
    }

    /// Whether a cookie counts visitors, by the names that the tools in use give theirs.
    private static func isOfMeasurement(_ cookie: SetCookie) -> Bool {
        ["_ga", "_gid", "_gat", "_gcl", "_fbp", "_hj", "_pk_", "__utm", "AMCV", "ajs_", "_clck", "_clsk", "_uet"]
            .contains(where: cookie.name.hasPrefix)
    }

    /// Whether a cookie was set by the host of the request, or by one that users mean the same by.
    private static func isNear(_ cookie: SetCookie, _ place: URLParts) -> Bool {
        cookie.covers(host: place.host) || Site.name(cookie.setter.host) == Site.name(place.host)
            || (cookie.setter.isLoopback && place.isLoopback)
    }

    func loss(of name: String) -> CookieLoss? {
        let all = set.filter { $0.name == name }
        guard let begun = beginning(all) else { return nil }
        if let value = sent[name] {
            guard value != begun.value, let other = all.last(where: { $0.value == value }),
                other.exchange.number > begun.exchange.number, let by = overwriter(begun, other)
            else { return nil }
            return CookieLoss(cookie: begun, request: request, reason: .overwritten(other, by))
        }
        guard let last = all.last, !last.isRemoval else { return nil }
        return CookieLoss(cookie: last, request: request, reason: reason(last))
    }

    /// What the program that is now called had set as the login began.
    private func beginning(_ all: [SetCookie]) -> SetCookie? {
        let state = request.callbackParameters.first("state")
        let begins = all.first { cookie in
            guard let state, let target = cookie.exchange.target else { return false }
            return FormParameters.parse(target.urlQuery).first("state") == state
        }
        if let begins { return begins }
        let own = all.filter { $0.setter.origin == place.origin }
        guard let attempt = request.authorization,
            let start = subject.evidence.exchanges.first(where: { $0.authorization == attempt })
        else { return own.last ?? all.last }
        return own.last { $0.exchange.number <= start.number } ?? own.last ?? all.last
    }

    private func overwriter(_ begun: SetCookie, _ other: SetCookie) -> CookieLoss.Overwriter? {
        if other.setter.origin != begun.setter.origin { return .otherPort }
        let states = [begun, other].map { cookie in
            cookie.exchange.target.flatMap { FormParameters.parse($0.urlQuery).first("state") }
        }
        if let second = states[1] { return second == states[0] ? nil : .otherLogin }
        // What the login's own pages set may be meant to replace it.
        return other.exchange.authorization == request.authorization ? nil : .otherRequest
    }

    private func reason(_ cookie: SetCookie) -> CookieLoss.Reason {
        let isPlain = cookie.setter.scheme.lowercased() == "http"
        if let fault = refusal(of: cookie, isPlain: isPlain) { return fault }
        if cookie.isSecure, place.scheme.lowercased() == "http", !place.isLoopback { return .secureOverHTTP }
        if !cookie.covers(host: place.host) {
            return .elsewhere(
                cookie.domain.map { "its Domain is \($0), and the request goes to \(place.host)" }
                    ?? "it was set by \(cookie.setter.host), and the request goes to \(place.host)")
        }
        if !cookie.covers(path: place.path) {
            return .elsewhere("its Path is \(cookie.effectivePath), and the request goes to \(place.path)")
        }
        if let end = cookie.endsAt, end <= request.exchange.startedAt {
            let seconds = (end - cookie.exchange.endedAt) / 1000
            let age = (request.exchange.startedAt - cookie.exchange.endedAt) / 1000
            return .elsewhere("it lived \(seconds) s, and the request came after \(age) s")
        }
        return crossSite(cookie) ?? .unknown
    }

    /// Why browsers do not keep it.
    private func refusal(of cookie: SetCookie, isPlain: Bool) -> CookieLoss.Reason? {
        if cookie.isSecure, isPlain, !cookie.setter.isLoopback { return .secureOverHTTP }
        if cookie.name.hasPrefix("__Host-") {
            guard cookie.isSecure, cookie.domain == nil, cookie.path == "/" else {
                return .refused("the prefix __Host- asks for Secure, Path=/ and no Domain")
            }
        } else if cookie.name.hasPrefix("__Secure-"), !cookie.isSecure {
            return .refused("the prefix __Secure- asks for Secure")
        }
        if cookie.sameSite == "none", !cookie.isSecure {
            return .refused("SameSite=None is taken only with Secure")
        }
        if let domain = cookie.domain, !cookie.covers(host: cookie.setter.host) {
            return .refused("its Domain \(domain) is not that of \(cookie.setter.host), which set it")
        }
        let size = cookie.name.utf8.count + cookie.value.utf8.count
        return size > 4096 ? .refused("it has \(size) bytes, and browsers keep at most 4096") : nil
    }

    private func crossSite(_ cookie: SetCookie) -> CookieLoss.Reason? {
        let before = subject.evidence.exchanges.last { other in
            other.number < request.number && other.target?.urlAddress == request.request.url.urlAddress
        }
        guard request.isCrossSite(after: before) == true else { return nil }
        let isPost = request.request.method == "POST"
        switch cookie.sameSite {
        case "none": return nil
        case "strict":
            return .sameSite("SameSite=Strict keeps it away from every request that another site begins")
        case "lax":
            return isPost ? .sameSite("SameSite=Lax keeps it away from a POST that another site begins") : nil
        default:
            return isPost
                ? .sameSite("without SameSite it is Lax, which keeps it away from a POST that another site begins")
                : nil
        }
    }
}
