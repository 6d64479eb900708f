internal import Encodings

/// The parts of an absolute `http` or `https` URL, each exactly as it is written (RFC 3986 §3).
///
/// Only hosts that every reader takes the same way are accepted: names and addresses in ASCII, IPv6 in brackets.
public struct URLParts: Sendable, Equatable {
    /// The scheme, as it was written.
    public var scheme: String
    /// What stands before an `@`; it may be a password.
    public var userinfo: String?
    /// With the brackets of an IPv6 address.
    public var host: String
    /// The port; nil where none is written.
    public var port: Int?
    /// The path, not decoded; empty where none is written.
    public var path: String
    /// Without its `?`; empty where nothing follows one.
    public var query: String?
    /// Without its `#`.
    public var fragment: String?

    /// Nil where the text is no absolute URL with a host.
    public init?(_ url: String) {
        let reference = URLReference(url)
        guard let scheme = reference.scheme, let authority = reference.authority,
            let parts = Authority(authority)
        else { return nil }
        self.scheme = scheme
        userinfo = parts.userinfo
        host = parts.host
        port = parts.port
        path = reference.path
        query = reference.query
        fragment = reference.fragment
    }

    /// The port, or the scheme's own where none is written.
    public var effectivePort: Int? {
        port ?? (scheme.lowercased() == "https" ? 443 : scheme.lowercased() == "http" ? 80 : nil)
    }

    /// Scheme, host and port in one comparable form (RFC 6454 §6.2): `https://example.com`, `http://127.0.0.1:8080`.
    public var origin: String {
        let scheme = scheme.lowercased()
        let isDefault = port == nil || (scheme == "https" && port == 443) || (scheme == "http" && port == 80)
        return "\(scheme)://\(host.lowercased())" + (isDefault ? "" : ":\(port ?? 0)")
    }

    /// True for `localhost` and what is under it, 127.0.0.0/8 and ::1.
    public var isLoopback: Bool {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        if name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]" { return true }
        let octets = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return octets.count == 4 && octets.first == 127 && !octets.contains(nil)
    }
}

/// `userinfo@host:port`.
private struct Authority {
    var userinfo: String?
    var host: String
    var port: Int?

    init?(_ text: String) {
        var rest = Substring(text)
        if let at = rest.lastIndex(of: "@") {
            userinfo = String(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        let hostEnd = rest.first == "[" ? rest.firstIndex(of: "]").map(rest.index(after:)) : rest.firstIndex(of: ":")
        host = String(rest[..<(hostEnd ?? rest.endIndex)])
        guard Self.isHost(host) else { return nil }
        let tail = rest[(hostEnd ?? rest.endIndex)...]
        if tail.isEmpty || tail == ":" { return }
        let digits = tail.dropFirst()
        guard tail.first == ":", digits.utf8.allSatisfy(\.isDigit), let port = UInt16(digits) else { return nil }
        self.port = Int(port)
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") {
            let address = host.dropFirst().dropLast()
            return host.hasSuffix("]") && address.contains(":")
                && address.utf8.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        }
        let marks = Array("-._".utf8)
        return !host.isEmpty && host.utf8.allSatisfy { $0.isLetter || $0.isDigit || marks.contains($0) }
    }
}

extension String {
    /// A URL, even one without a scheme, less what stands before the `@` of its authority.
    package var withoutUserinfo: String {
        let octets = Array(utf8)
        let slashes = octets.indices.first { octets[$0...].starts(with: "://".utf8) }
        let start = slashes.map { $0 + 3 } ?? 0
        let end = octets[start...].firstIndex { "/?#".utf8.contains($0) } ?? octets.endIndex
        guard let at = octets[start..<end].lastIndex(of: UInt8(ascii: "@")) else { return self }
        return String(decoding: octets[..<start] + octets[(at + 1)...], as: UTF8.self)
    }
}
