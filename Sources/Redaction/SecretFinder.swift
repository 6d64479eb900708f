package import HTTPMessage
package import JSONKit

/// A secret that an exchange carried, and what it is.
package struct FoundSecret: Sendable, Equatable {
    package let kind: String
    package let value: String

    package init(kind: String, value: String) {
        self.kind = kind
        self.value = value
    }

    /// Who said that it is secret.
    package var origin: SecretReach.Origin {
        switch kind {
        case "marked": .marked
        case "client_secret", "api_key", "variable": .given
        default: .found
        }
    }
}

/// Finds what must not be shown in an exchange: credentials in headers, and parameters and members known by their names.
package enum SecretFinder {
    package static func secrets(in exchange: HTTPExchange) -> [FoundSecret] {
        var found = credentials(exchange.request.headers)
        found += head(exchange.sentHead)
        found += form(exchange.request)
        if !isForm(exchange.request) {
            found += members(exchange.request.body ?? [], exchange.request.headers["Content-Type"], also: ["token"])
        }
        found += query(exchange.request.url)
        if let response = exchange.response {
            found += credentials(response.headers)
            found += response.headers.values("Set-Cookie").compactMap(cookie)
            found += response.headers["Location"].map(query) ?? []
            found += members(response.body, response.mediaType)
        }
        return found.filter { !$0.value.isEmpty }
    }

    /// Whether a parameter or member of this name holds a secret.
    package static func isSecret(_ name: String) -> Bool { SecretNames.isParameter(name) }

    /// Whether a header of this name carries a credential: the registered ones, and those that APIs make up.
    package static func isCredential(_ header: String) -> Bool { SecretNames.isHeader(header) }

    private static func credentials(_ headers: HTTPHeaders) -> [FoundSecret] {
        let credentials = headers.filter { isCredential($0.name) }
            .map { FoundSecret(kind: "credential", value: SecretNames.credential($0.value, in: $0.name)) }
        return credentials
            + headers.values("Cookie").flatMap { $0.split(separator: "; ") }.compactMap { cookie(String($0)) }
    }

    /// What a transport has added by itself, such as the credentials of a proxy.
    private static func head(_ head: String?) -> [FoundSecret] {
        let lines = (head ?? "").split(whereSeparator: \.isNewline).dropFirst()
        return lines.compactMap { line -> FoundSecret? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let name = String(line[..<colon])
            let value = String(line[line.index(after: colon)...].drop { $0 == " " })
            return isCredential(name)
                ? FoundSecret(kind: "credential", value: SecretNames.credential(value, in: name)) : nil
        }
    }

    private static func cookie(_ field: String) -> FoundSecret? {
        let pair = field.prefix { $0 != ";" }
        guard let equals = pair.firstIndex(of: "=") else { return nil }
        return FoundSecret(kind: "cookie", value: String(pair[pair.index(after: equals)...]))
    }

    private static func form(_ request: HTTPRequest) -> [FoundSecret] {
        guard let body = request.body, isForm(request) else { return [] }
        return parameters(String(decoding: body.prefix(1 << 20), as: UTF8.self), also: ["token"])
    }

    private static func isForm(_ request: HTTPRequest) -> Bool {
        request.headers["Content-Type"]?.lowercased().hasPrefix("application/x-www-form") == true
    }

    /// What a URL has: a password, and parameters in its query and in its fragment (RFC 6749 §4.2.2).
    package static func query(_ url: String) -> [FoundSecret] {
        let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var found = userinfo(url)
        if let start = parts[0].firstIndex(of: "?") {
            found += parameters(String(parts[0][parts[0].index(after: start)...]), also: [])
        }
        if parts.count > 1 { found += parameters(String(parts[1]), also: []) }
        return found
    }

    /// The password of `https://name:password@host`, as it is written and as it is meant.
    private static func userinfo(_ url: String) -> [FoundSecret] {
        guard NamedValue.mayHoldUserinfo(url) else { return [] }
        let bytes = Array(url.utf8)
        return NamedValue.all(in: bytes).filter { $0.notation == .userinfo }.flatMap { value -> [FoundSecret] in
            let written = String(decoding: bytes[value.range], as: UTF8.self)
            let meant = FormParameters.parse("p=" + written.replacing("+", with: "%2B")).first("p") ?? written
            return Set([written, meant]).map { FoundSecret(kind: "password", value: $0) }
        }
    }

    private static func parameters(_ text: String, also: Set<String>) -> [FoundSecret] {
        text.split(separator: "&").flatMap { pair -> [FoundSecret] in
            guard let meant = FormParameters.parse(String(pair)).parameters.first,
                isSecret(meant.name) || also.contains(meant.name)
            else { return [] }
            let written = pair.split(separator: "=", maxSplits: 1).dropFirst().first.map(String.init) ?? meant.value
            // As others encode it: %2f, or more characters than need be.
            let isUsual = SecretSpelling.all(of: meant.value).contains(written)
            return (isUsual ? [meant.value] : [meant.value, written]).map { FoundSecret(kind: meant.name, value: $0) }
        }
    }

    private static func members(_ body: [UInt8], _ mediaType: String?, also: Set<String> = []) -> [FoundSecret] {
        guard body.count < 1 << 20 else { return TextSecrets.find(in: body.prefix(1 << 20)) }
        let mayBeJSON =
            mediaType?.contains("json") ?? (body.first == UInt8(ascii: "{") || body.first == UInt8(ascii: "["))
        guard mayBeJSON, let json = try? JSON(parsing: body) else { return TextSecrets.find(in: body[...]) }
        return members(json, also: also)
    }

    /// The secrets in a value that is none as a whole: under the names of its members, and in a text's own notation.
    package static func secrets(inVariable value: JSON) -> [FoundSecret] {
        guard let text = value.string else { return members(value) }
        return query(text) + TextSecrets.find(in: Array(text.utf8)[...])
    }

    /// The secrets in a JSON value, known by the names of their members.
    ///
    /// - Parameter also: further names.
    package static func members(_ json: JSON, also: Set<String> = []) -> [FoundSecret] {
        var found: [FoundSecret] = []
        collect(json, also, into: &found, depth: 0)
        return found
    }

    private static func collect(_ json: JSON, _ also: Set<String>, into found: inout [FoundSecret], depth: Int) {
        guard depth < 512 else { return }
        for member in json.members ?? [] {
            if let text = member.value.string, isSecret(member.name, text, also) {
                found.append(FoundSecret(kind: member.name, value: text))
            } else {
                collect(member.value, also, into: &found, depth: depth + 1)
            }
        }
        for element in json.elements ?? [] { collect(element, also, into: &found, depth: depth + 1) }
        // A text may be a document itself.
        if let text = json.string, text.utf8.count >= 12, text.utf8.contains(where: { "={.-_".utf8.contains($0) }) {
            found += TextSecrets.find(in: Array(text.utf8)[...])
        }
    }

    /// Whether a member is secret: `code` is a word for errors too, and `token` one for words.
    private static func isSecret(_ name: String, _ value: String, _ also: Set<String>) -> Bool {
        if name == "code" { return false }
        let isToken =
            name == "token" && value.utf8.count >= 8 && !value.allSatisfy(\.isLetter)
            && !value.contains { $0.isWhitespace }
        return isToken || isSecret(name) || also.contains(name)
    }
}

extension HTTPExchange {
    /// Whether a text stands anywhere in what was sent or in what came.
    package func holds(_ text: String) -> Bool {
        var isHeld = false
        _ = rewritten { part in
            isHeld = isHeld || part.contains(text)
            return part
        }
        return isHeld
    }
}
