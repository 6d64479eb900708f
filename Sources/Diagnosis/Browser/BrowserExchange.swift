internal import Encodings
package import HTTPMessage
internal import OAuthCore

/// What a browser's own headers and errors tell of an exchange.
extension RecordedExchange {
    /// The browser's word for why there is no response: `net::ERR_FAILED`.
    package var browserError: String? {
        guard let message = exchange.failure?.message else { return nil }
        return message.split(separator: " ").last { $0.contains("ERR_") || $0.contains("NS_") }.map(String.init)
    }

    /// Whether the browser gave the request up by itself: another page was opened, or the tab was closed.
    package var isAborted: Bool {
        guard let failure = exchange.failure else { return false }
        let word = browserError ?? ""
        return failure.code == .cancelled || word.contains("ERR_ABORTED") || word.contains("NS_BINDING_ABORTED")
    }

    /// What a browser asked for to dress a page: a picture, a style, a script.
    package var isFurniture: Bool {
        if let destination = request.headers["Sec-Fetch-Dest"]?.lowercased() {
            return PageParts.destinations.contains(destination)
        }
        guard request.method == "GET", request.headers["Authorization"] == nil else { return false }
        let path = request.url.urlAddress.lowercased()
        return PageParts.endings.contains(where: path.hasSuffix)
    }

    /// Where the response sends the browser, as an absolute URL.
    package var target: String? {
        guard let status, (300..<400).contains(status), let location = response?.headers["Location"],
            !location.isEmpty
        else { return nil }
        return URLReference.resolve(location, against: request.url)
    }

    /// The parameters that a callback brings, in its query or, with `response_mode=form_post`, in its body.
    package var callbackParameters: FormParameters {
        request.method == "POST" && !form.isEmpty ? form : FormParameters.parse(request.url.urlQuery)
    }

    /// Whether the browser fetched it before anybody asked for it.
    package var fetchedAhead: String? {
        for name in ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"] {
            guard let value = request.headers[name], value.lowercased().contains("pre") else { continue }
            return "\(name): \(PrintableText.safe(value, limit: 60))"
        }
        return nil
    }

    /// Whether the page that sent it was of another site, so that cookies with `SameSite` may have stayed away.
    ///
    /// - Parameter before: the exchange that sent the browser here, where it is known.
    func isCrossSite(after before: RecordedExchange?) -> Bool? {
        if let site = request.headers["Sec-Fetch-Site"]?.lowercased() { return site == "cross-site" }
        guard let own = URLParts(request.url) else { return nil }
        if let origin = request.headers["Origin"] {
            return URLParts(origin).map { !Site.isSame($0, own) } ?? (origin == "null" ? true : nil)
        }
        if let referer = request.headers["Referer"].flatMap(URLParts.init), !Site.isSame(referer, own) { return true }
        return before.flatMap { URLParts($0.request.url) }.map { !Site.isSame($0, own) }
    }

    /// The cookies that were sent, at most 200.
    package var sentCookies: [(name: String, value: String)] {
        request.headers.values("Cookie").flatMap { header in
            header.split(separator: ";").prefix(200).map { pair in
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (trimmed(halves[0]), halves.count > 1 ? trimmed(halves[1]) : "")
            }
        }
    }

    private func trimmed(_ text: Substring) -> String {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}

/// What belongs to the look of a page.
private enum PageParts {
    static let destinations: Set<String> = [
        "image", "style", "script", "font", "audio", "video", "track", "manifest", "worker", "report", "sharedworker",
        "serviceworker", "paintworklet", "audioworklet", "object", "embed",
    ]
    static let endings = [
        ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".css", ".js", ".mjs", ".map", ".woff", ".woff2",
        ".ttf", ".webmanifest",
    ]
}

/// The site of an origin, as browsers' `SameSite` means it (RFC 6265bis §5.2).
package enum Site {
    /// Whether two URLs are of one site: the same scheme, and the same host or the same registrable domain. The domain is
    /// the last two labels, or three under a second-level domain such as `co.uk`.
    static func isSame(_ one: URLParts, _ other: URLParts) -> Bool {
        one.scheme.lowercased() == other.scheme.lowercased() && name(one.host) == name(other.host)
    }

    /// The registrable name of a host in lower case: its last two labels, or three under a second-level domain such as
    /// `co.uk`; an IP address is its own name.
    package static func name(_ host: String) -> String {
        let host = host.lowercased()
        let labels = host.split(separator: ".")
        guard labels.count > 2, !host.hasPrefix("["), labels.last?.allSatisfy(\.isNumber) == false else { return host }
        let isSecondLevel = labels[labels.count - 1].count == 2 && secondLevel.contains(labels[labels.count - 2])
        return labels.suffix(isSecondLevel ? 3 : 2).joined(separator: ".")
    }

    private static let secondLevel: Set<Substring> = ["co", "com", "org", "net", "ac", "gov", "edu"]
}
