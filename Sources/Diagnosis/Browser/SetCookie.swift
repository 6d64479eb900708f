internal import Encodings
package import HTTPMessage

/// A cookie as a response sets it (RFC 6265bis §5.5), with where it was set.
package struct SetCookie: Sendable {
    /// The cookie's name, without the white space around it.
    package let name: String
    let value: String
    var path: String?
    /// Without a dot at its beginning; nil where only the host itself gets it back.
    var domain: String?
    var isSecure = false
    /// Whether scripts cannot read it.
    var isHTTPOnly = false
    /// In lower case: `lax`, `strict`, `none`.
    package var sameSite: String?
    /// When it ends, in milliseconds since 1970.
    var endsAt: Int64?
    /// The exchange whose response set the cookie.
    package let exchange: RecordedExchange
    /// The URL of the request whose response set the cookie.
    package let setter: URLParts

    /// Nil where the header has no name, or is longer than browsers read.
    init?(_ header: String, of exchange: RecordedExchange, _ setter: URLParts) {
        guard header.utf8.count <= 1 << 16 else { return nil }
        let parts = header.split(separator: ";", omittingEmptySubsequences: false)
        let pair = (parts.first ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return nil }
        name = SetCookie.trimmed(pair[0])
        value = SetCookie.trimmed(pair[1])
        guard !name.isEmpty else { return nil }
        self.exchange = exchange
        self.setter = setter
        for part in parts.dropFirst().prefix(20) { take(part, at: exchange.endedAt) }
    }

    private mutating func take(_ attribute: Substring, at time: Int64) {
        let halves = attribute.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = halves.count > 1 ? SetCookie.trimmed(halves[1]) : ""
        switch SetCookie.trimmed(halves[0]).lowercased() {
        case "secure": isSecure = true
        case "httponly": isHTTPOnly = true
        case "path": path = value.hasPrefix("/") ? value : nil
        case "domain": domain = value.isEmpty ? nil : String(value.drop { $0 == "." }).lowercased()
        case "samesite": sameSite = value.lowercased()
        case "max-age":
            guard let seconds = Int64(value), abs(seconds) < 1 << 40 else { return }
            endsAt = time + seconds * 1000
        case "expires": if endsAt == nil { endsAt = HTTPDate.parse(value.replacing("-", with: " ")) }
        default: return
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }

    /// Whether the response takes the cookie away instead of setting it.
    var isRemoval: Bool { value.isEmpty || endsAt.map { $0 <= exchange.endedAt } == true }

    /// The path below which it is sent back.
    var effectivePath: String {
        if let path { return path }
        guard let slash = setter.path.lastIndex(of: "/"), slash != setter.path.startIndex else { return "/" }
        return String(setter.path[..<slash])
    }

    /// Whether a host gets it back, whatever else is asked of the request.
    func covers(host: String) -> Bool {
        let host = host.lowercased()
        guard let domain else { return host == setter.host.lowercased() }
        return host == domain || host.hasSuffix("." + domain)
    }

    /// Whether a path gets it back (RFC 6265 §5.1.4).
    func covers(path: String) -> Bool {
        let path = path.isEmpty ? "/" : path
        let own = effectivePath
        return path == own || path.hasPrefix(own.hasSuffix("/") ? own : own + "/")
    }

    /// As it may be shown: its name and attributes, without its value.
    package var shown: String {
        let attributes: [String?] = [
            path.map { "Path=\($0)" }, domain.map { "Domain=\($0)" }, isSecure ? "Secure" : nil,
            sameSite.map { "SameSite=\($0.prefix(1).uppercased() + $0.dropFirst())" },
        ]
        return ([name] + attributes.compactMap(\.self)).joined(separator: "; ")
    }
}

extension RecordedExchange {
    /// The cookies that the response sets, at most 50.
    var setCookies: [SetCookie] {
        guard let response, let setter = URLParts(request.url) else { return [] }
        return response.headers.values("Set-Cookie").prefix(50).compactMap { SetCookie($0, of: self, setter) }
    }
}
