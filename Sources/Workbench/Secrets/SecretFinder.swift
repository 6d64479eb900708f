internal import HTTPMessage
internal import JSONKit

/// A secret that an exchange carried, and what it is.
struct FoundSecret: Sendable, Equatable {
    let kind: String
    let value: String
}

/// Finds what must not be shown in an exchange: credentials in headers, and parameters and members known by their names.
enum SecretFinder {
    static func secrets(in exchange: HTTPExchange) -> [FoundSecret] {
        var found = credentials(exchange.request.headers)
        found += form(exchange.request)
        found += members(exchange.request.body ?? [], exchange.request.headers["Content-Type"])
        found += query(exchange.request.url)
        if let response = exchange.response {
            found += response.headers.values("Set-Cookie").compactMap(cookie)
            found += response.headers["Location"].map(query) ?? []
            found += members(response.body, response.mediaType)
        }
        return found
    }

    /// Whether a parameter, member or variable of this name holds a secret.
    static func isSecret(_ name: String) -> Bool { names.contains(name.lowercased().filter { $0 != "_" && $0 != "-" }) }

    private static let names: Set<String> = [
        "accesstoken", "refreshtoken", "idtoken", "clientsecret", "code", "codeverifier", "password", "assertion",
        "clientassertion", "registrationaccesstoken", "devicecode", "apikey", "sessiontoken", "subjecttoken",
        "actortoken",
    ]

    /// Whether a header of this name carries a credential: the registered ones, and those that APIs make up.
    static func isCredential(_ header: String) -> Bool {
        let name = header.lowercased().filter { $0 != "-" && $0 != "_" }
        return ["authorization", "apikey", "token", "secret", "password"].contains { name.hasSuffix($0) }
    }

    private static func credentials(_ headers: HTTPHeaders) -> [FoundSecret] {
        let credentials = headers.filter { isCredential($0.name) }
            .map { FoundSecret(kind: "credential", value: $0.value.afterScheme) }
        return credentials
            + headers.values("Cookie").flatMap { $0.split(separator: "; ") }.compactMap { cookie(String($0)) }
    }

    private static func cookie(_ field: String) -> FoundSecret? {
        let pair = field.prefix { $0 != ";" }
        guard let equals = pair.firstIndex(of: "=") else { return nil }
        return FoundSecret(kind: "cookie", value: String(pair[pair.index(after: equals)...]))
    }

    private static func form(_ request: HTTPRequest) -> [FoundSecret] {
        guard let body = request.body else { return [] }
        let type = request.headers["Content-Type"]
        let isForm = type?.hasPrefix("application/x-www-form") == true
        // A body that does not say what it is may be a form all the same.
        guard isForm || type == nil else { return [] }
        return parameters(String(decoding: body.prefix(1 << 16), as: UTF8.self), also: isForm ? ["token"] : [])
    }

    private static func query(_ url: String) -> [FoundSecret] {
        guard let start = url.firstIndex(of: "?") else { return [] }
        return parameters(String(url[url.index(after: start)...].prefix { $0 != "#" }), also: [])
    }

    private static func parameters(_ text: String, also: Set<String>) -> [FoundSecret] {
        FormParameters.parse(text).filter { isSecret($0.name) || also.contains($0.name) }
            .map { FoundSecret(kind: $0.name, value: $0.value) }
    }

    private static func members(_ body: [UInt8], _ mediaType: String?) -> [FoundSecret] {
        let mayBeJSON =
            mediaType?.contains("json") ?? (body.first == UInt8(ascii: "{") || body.first == UInt8(ascii: "["))
        guard mayBeJSON, body.count < 1 << 20, let json = try? JSON(parsing: body) else {
            return []
        }
        return members(json)
    }

    /// The secrets in a JSON value, known by the names of their members.
    static func members(_ json: JSON) -> [FoundSecret] {
        var found: [FoundSecret] = []
        collect(json, into: &found, depth: 0)
        return found
    }

    private static func collect(_ json: JSON, into found: inout [FoundSecret], depth: Int) {
        guard depth < 8 else { return }
        for member in json.members ?? [] {
            if let text = member.value.string, isSecret(member.name), member.name != "code" {
                found.append(FoundSecret(kind: member.name, value: text))
            } else {
                collect(member.value, into: &found, depth: depth + 1)
            }
        }
        for element in (json.elements ?? []).prefix(100) { collect(element, into: &found, depth: depth + 1) }
    }
}

extension String {
    /// What follows the scheme of a credential.
    fileprivate var afterScheme: String {
        split(separator: " ", maxSplits: 1).last.map(String.init) ?? self
    }
}
