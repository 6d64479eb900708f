internal import HTTPMessage
internal import OAuthCore

/// A callback that a browser made, and what became of it at the application.
package struct CallbackFacts: Sendable {
    /// The request that the browser made to the redirect URI.
    package let exchange: RecordedExchange
    /// The authorization that the callback answers; nil where the session has none with its `state`.
    package let authorization: RecordedAuthorization?
    /// The code that the callback brought; nil where it brought none.
    package let code: String?
    /// The page that the application sent the browser to, or answered with.
    package let page: RecordedExchange?
    /// Earlier requests with the same code, oldest first.
    package let earlier: [RecordedExchange]
}

extension Case {
    /// Nil where the subject is not a callback.
    package var callback: CallbackFacts? {
        guard endpoint == .callback, let exchange else { return nil }
        let parameters = exchange.callbackParameters
        let code = parameters.first("code")
        let state = parameters.first("state")
        let authorization =
            authorization(exchange.authorization)
            ?? evidence.authorizations.last { $0.sent.first("state") == state && state != nil }
        let address = exchange.request.url.urlAddress
        let isHidden = code.map(MaskedText.isAnonymous) ?? true
        let before = evidence.exchanges.filter { other in
            other.number < exchange.number && other.request.url.urlAddress == address && !isHidden
                && other.callbackParameters.first("code") == code && other.target?.urlAddress != address
        }
        return CallbackFacts(
            exchange: exchange, authorization: authorization, code: code,
            page: Case.page(after: exchange, evidence), earlier: before)
    }

    /// The page that a callback led to: what the redirects behind it end at, at most five of them.
    static func page(after callback: RecordedExchange, _ evidence: Evidence) -> RecordedExchange? {
        var last = callback
        for _ in 0..<5 {
            guard let target = last.target, let start = evidence.index(after: last.number) else { break }
            let next = evidence.exchanges[start...].prefix(30).first {
                $0.request.method == "GET" && $0.request.url.withoutFragment == target.withoutFragment
            }
            guard let next else { break }
            last = next
        }
        return last.number == callback.number ? nil : last
    }

    /// Whether the application answered a callback with a page that tells of an error, or sent the browser to one.
    static func endsInError(_ callback: RecordedExchange, _ evidence: Evidence) -> Bool {
        if let status = callback.status, status >= 400 { return true }
        if callback.exchange.failure != nil { return !callback.isAborted }
        if let target = callback.target {
            // A new authorization request is not an error by itself.
            let query = FormParameters.parse(target.urlQuery)
            if query.first("response_type") == nil, URLWords.tellOfError(target) { return true }
        } else if showsError(callback) {
            return true
        }
        guard let page = page(after: callback, evidence) else { return false }
        if let status = page.status, status >= 400 { return true }
        return showsError(page)
    }

    /// Whether a page that came with a status of success tells of an error.
    package static func showsError(_ exchange: RecordedExchange) -> Bool {
        exchange.words.isPage && !exchange.words.isEmpty && exchange.response?.headers["Location"] == nil
    }
}

/// What URLs of pages say by their names.
private enum URLWords {
    static func tellOfError(_ url: String) -> Bool {
        let query = FormParameters.parse(url.urlQuery)
        let names = ["error", "error_code", "error_description", "auth_error", "login_error", "err"]
        if names.contains(where: { query.first($0) != nil }) { return true }
        let last = url.urlAddress.lowercased().split(separator: "/").last ?? ""
        return ["error", "auth-error", "login-error", "autherror", "loginerror", "failure", "login-failed", "denied"]
            .contains(String(last))
    }
}

extension Evidence {
    /// The exchanges just before and after a number.
    func around(_ number: Int64, by count: Int) -> ArraySlice<RecordedExchange> {
        let place = index(after: number) ?? exchanges.count
        return exchanges[max(0, place - count)..<min(exchanges.count, place + count)]
    }

    /// The place of the first exchange with a greater number, by binary search; nil where there is none.
    func index(after number: Int64) -> Int? {
        var low = 0
        var high = exchanges.count
        while low < high {
            let middle = (low + high) / 2
            if exchanges[middle].number > number { high = middle } else { low = middle + 1 }
        }
        return low < exchanges.count ? low : nil
    }
}

extension String {
    var withoutFragment: String { String(prefix { $0 != "#" }) }
}
