internal import Encodings
internal import HTTPMessage

extension Component {
    /// What the component is in a request (RFC 9421 §2.1 and §2.2).
    func value(in request: HTTPRequest) throws(SignatureError) -> String {
        guard let parts = URLParts(request.url) else {
            throw SignatureError("\(request.url) is no URL whose parts could be signed")
        }
        switch name {
        case "@method": return request.method
        case "@target-uri": return String(request.url.prefix { $0 != "#" })
        case "@authority": return parts.authority
        case "@scheme": return parts.scheme.lowercased()
        case "@request-target": return parts.signedPath + (parts.query.map { "?" + $0 } ?? "")
        case "@path": return parts.signedPath
        case "@query": return "?" + (parts.query ?? "")
        case "@query-param": return try queryValue(parts)
        default: return try fieldValue(request, parts)
        }
    }

    /// Decoded, and encoded again in the one way that both sides use (§2.2.8).
    private func queryValue(_ parts: URLParts) throws(SignatureError) -> String {
        guard case .queryName(let wanted) = parameter else { return "" }
        let encode = { (text: String) in FormCoding.encode(text).replacing("+", with: "%20") }
        let values = FormParameters.parse(parts.query ?? "").filter { encode($0.name) == wanted }
        guard values.count == 1, let value = values.first else {
            throw SignatureError("the query has \(wanted) \(values.count) times; it can be signed if it is there once")
        }
        return encode(value.value)
    }

    private func fieldValue(_ request: HTTPRequest, _ parts: URLParts) throws(SignatureError) -> String {
        var values = request.headers.values(name).map(\.trimmedField)
        // These two are written by who sends the request.
        if values.isEmpty && name == "host" { values = [parts.authority] }
        if values.isEmpty && name == "content-length" { values = ["\(request.body?.count ?? 0)"] }
        guard !values.isEmpty else { throw SignatureError("the request has no \(name) that could be signed") }
        let whole = values.joined(separator: ", ")
        switch parameter {
        case .bytes: return values.map { StructuredField.bytes($0.utf8) }.joined(separator: ", ")
        case .strict: return try strict(whole)
        case .member(let key): return try member(key, of: whole)
        case nil, .queryName: return whole
        }
    }

    private func strict(_ text: String) throws(SignatureError) -> String {
        if let canonical = CanonicalField.canonical(text) { return canonical }
        throw SignatureError("\(name) is no structured field (RFC 9651), which ;sf wants: \(text.prefix(80))")
    }

    private func member(_ key: String, of text: String) throws(SignatureError) -> String {
        guard let members = CanonicalField.dictionary(text) else {
            throw SignatureError(
                "\(name) is no dictionary (RFC 9651 §3.2), of which ;key wants a member: \(text.prefix(80))")
        }
        if let member = members.first(where: { $0.key == key }) { return member.value }
        let names = members.map(\.key).joined(separator: ", ")
        throw SignatureError("\(name) has no member \(key); it has \(names.isEmpty ? "none" : names)")
    }
}

extension URLParts {
    /// In lower case, without the scheme's own port (§2.2.3).
    fileprivate var authority: String { String(origin.drop { $0 != ":" }.dropFirst(3)) }

    /// An empty path is `/` (§2.2.6).
    fileprivate var signedPath: String { path.isEmpty ? "/" : path }
}

extension String {
    /// Without the blanks around it, and on one line (§2.1).
    fileprivate var trimmedField: String {
        var rest = replacing(/[ \t]*\r?\n[ \t]+/, with: " ")[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
