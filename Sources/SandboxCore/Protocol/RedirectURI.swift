/// A redirect URI as far as the provider must look into it.
package struct RedirectURI: Sendable {
    /// The URI as it was given.
    package let text: String
    /// In lower case.
    package let scheme: String
    /// With brackets where it is an IPv6 address, in lower case; empty where there is none.
    package let host: String
    private let port: Substring?
    /// All that follows host and port.
    private let rest: Substring

    /// Nil where the text is no absolute URI without a fragment (RFC 6749 §3.1.2).
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.forbidden.contains($0) }),
            let colon = text.firstIndex(of: ":")
        else { return nil }
        let scheme = text[..<colon].lowercased()
        guard Self.isScheme(scheme) else { return nil }
        self.text = text
        self.scheme = scheme
        let afterScheme = text[text.index(after: colon)...]
        guard afterScheme.hasPrefix("//") else {
            (host, port, rest) = ("", nil, afterScheme)
            return
        }
        let authority = afterScheme.dropFirst(2).prefix { !"/?".contains($0) }
        guard !authority.contains("@"), let (host, port) = Self.split(authority) else { return nil }
        self.host = host.lowercased()
        self.port = port
        rest = afterScheme.dropFirst(2 + authority.count)
    }

    /// What keeps it from being registered; nil for nothing.
    package var objection: String? {
        switch scheme {
        case "https": host.isEmpty ? "it names no host" : nil
        case "http": isLoopback ? nil : "http is only allowed on a loopback address; use https"
        default:
            // RFC 8252 §7.1: a private-use scheme is a domain name turned round, which also rules out javascript:.
            scheme.contains(".")
                ? nil : "the scheme is none of https, http on loopback, or a private one such as com.example.app"
        }
    }

    /// Whether a request may use it where `registered` is registered: they are the same, but for the port of a loopback
    /// address, which a native application takes as it finds it (RFC 8252 §7.3).
    package func matches(_ registered: RedirectURI) -> Bool {
        if text.utf8.elementsEqual(registered.text.utf8) { return true }
        return scheme == "http" && registered.scheme == "http" && isLoopbackLiteral && host == registered.host
            && rest.utf8.elementsEqual(registered.rest.utf8)
    }

    /// What a `Content-Security-Policy` calls it.
    package var source: String { host.isEmpty ? "\(scheme):" : "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }

    private var isLoopbackLiteral: Bool { host == "127.0.0.1" || host == "[::1]" }
    private var isLoopback: Bool { isLoopbackLiteral || host == "localhost" }

    /// What a header or a policy could be broken with, and the start of a fragment.
    private static let forbidden: [UInt8] = Array("\"#<>\\^`{|};,'".utf8)

    private static func isScheme(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
        }
    }

    private static func split(_ authority: Substring) -> (host: Substring, port: Substring?)? {
        let searchFrom = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[searchFrom...].firstIndex(of: ":") else { return (authority, nil) }
        let port = authority[authority.index(after: colon)...]
        guard port.isEmpty || UInt16(port) != nil else { return nil }
        return (authority[..<colon], port)
    }
}
