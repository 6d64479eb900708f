internal import Encodings
internal import HTTPMessage
internal import OAuthCore

/// The commands of mends.
extension Case {
    /// Asks the user again as before.
    ///
    /// - Parameters:
    ///   - scope: instead of what was asked before.
    ///   - extra: further items and options.
    func authorizeCommand(
        like authorization: RecordedAuthorization?, scope: Scope? = nil, extra: String...
    ) -> String {
        var words = ["authorize"]
        let asked = authorization?.scope ?? Scope()
        if let scope = scope ?? (asked.isEmpty ? nil : asked) { words.append("scope=\(quoted(scope.text))") }
        words += extra
        if let user = authorization?.user { words.append("--as \(quoted(user))") }
        return words.joined(separator: " ")
    }

    /// A new authorization and its code redeemed.
    func newTokens(like authorization: RecordedAuthorization?, scope: Scope? = nil) -> [String] {
        [authorizeCommand(like: authorization, scope: scope), "exchange"]
    }

    /// The subject once more, with what the session holds now.
    var again: [String] { exchange.map(repeated) ?? [] }

    private func repeated(_ exchange: RecordedExchange) -> [String] {
        switch exchange.endpoint(at: evidence.provider) {
        case .token: tokenCommand(exchange)
        case .introspection: ["introspect"]
        case .revocation: ["revoke"]
        case .userinfo where exchange.purpose == .userinfo: ["userinfo"]
        case .userinfo, .resource: [resourceCommand(exchange)]
        case .management: exchange.request.method == "GET" ? ["client list --remote"] : []
        case .metadata: ["provider discover"]
        case .authorization: []
        }
    }

    /// Nothing where the session has nothing to send.
    private func tokenCommand(_ exchange: RecordedExchange) -> [String] {
        if exchange.form.first("grant_type") == "refresh_token" {
            return evidence.tokens.contains { $0.tokens.refreshToken != nil } ? ["refresh"] : []
        }
        return evidence.authorizations.contains { $0.code != nil } ? ["exchange"] : []
    }

    /// A call of a resource with the current token.
    private func resourceCommand(_ exchange: RecordedExchange) -> String {
        let request = exchange.request
        var words = [request.method.lowercased(), quoted(path(of: request.url))]
        if let body = request.body, !body.isEmpty {
            words.append("--body \(quoted(String(decoding: body, as: UTF8.self)))")
            if let type = request.headers["Content-Type"] { words.append("Content-Type:\(quoted(type))") }
        }
        return words.joined(separator: " ")
    }

    /// As it would be typed: without the provider's base URL, and without a token in the query.
    func path(of url: String) -> String {
        var query = FormParameters.parse(url.urlQuery)
        query.remove("access_token")
        let address = url.urlAddress
        let rest = query.isEmpty ? "" : "?" + query.encoded
        let base =
            evidence.provider.baseURL.hasSuffix("/")
            ? String(evidence.provider.baseURL.dropLast()) : evidence.provider.baseURL
        guard !base.isEmpty, address.hasPrefix(base + "/") else { return address + rest }
        return address.dropFirst(base.count) + rest
    }
}

/// A word as the language reads it back.
func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { octet in octet.isAlphanumeric || "/_.:-+".utf8.contains(octet) }
    if plain, !text.isEmpty { return text }
    if !text.contains("'"), text.contains(where: { "\"\\{".contains($0) }) { return "'\(text)'" }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(escaped)\""
}
