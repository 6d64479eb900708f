internal import Encodings

/// A URL or a relative reference cut into its five components as RFC 3986, Appendix B does, none of them changed.
public struct URLReference: Equatable {
    var scheme: String?
    var authority: String?
    var path: String
    var query: String?
    var fragment: String?

    init(_ text: String) {
        var rest = Substring(text).utf8[...]
        fragment = Self.cutTail(&rest, from: UInt8(ascii: "#"))
        query = Self.cutTail(&rest, from: UInt8(ascii: "?"))
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(rest[..<colon]) {
            scheme = String(Substring(rest[..<colon]))
            rest = rest[rest.index(after: colon)...]
        }
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            authority = String(Substring(rest[..<end]))
            rest = rest[end...]
        }
        path = String(Substring(rest))
    }

    /// The components put together again (RFC 3986 §5.3).
    var text: String {
        var text = ""
        if let scheme { text += scheme + ":" }
        if let authority { text += "//" + authority }
        text += path
        if let query { text += "?" + query }
        if let fragment { text += "#" + fragment }
        return text
    }

    private static func cutTail(_ rest: inout Substring.UTF8View, from mark: UInt8) -> String? {
        guard let position = rest.firstIndex(of: mark) else { return nil }
        defer { rest = rest[..<position] }
        return String(Substring(rest[rest.index(after: position)...]))
    }

    private static func isScheme(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, first.isLetter else { return false }
        return text.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
    }
}
