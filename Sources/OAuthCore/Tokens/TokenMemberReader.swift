internal import JSONKit

/// The members of a token response by the names of RFC 6749 §5.1, wherever and however the server writes them.
struct TokenMemberReader {
    /// The members that OAuth defines, under its names, and all others as they are.
    let json: JSON
    /// What was found under other names or in other places.
    private(set) var warnings: [OAuthWarning] = []

    /// The names that OAuth and OpenID Connect define.
    static let standard = ["access_token", "token_type", "expires_in", "refresh_token", "id_token", "scope"]

    /// The same without divisions, and what else servers call them.
    private static let spellings = [
        "accesstoken": "access_token", "tokentype": "token_type", "expiresin": "expires_in",
        "refreshtoken": "refresh_token", "idtoken": "id_token", "scope": "scope", "scopes": "scope",
    ]

    /// - Parameter dialect: says in which member the provider is known to put the tokens.
    init(_ json: JSON, _ dialect: TokenDialect) {
        let (holder, path) = TokenMemberReader.holder(of: json, dialect)
        let isBare = !TokenMemberReader.hasAccessToken(holder)
        var renamed: [(from: String, to: String)] = []
        var taken = Set(TokenMemberReader.standard.filter { holder[$0] != nil })
        var members: [(String, JSON)] = []
        for (name, value) in holder.members ?? [] {
            guard !TokenMemberReader.standard.contains(name),
                let own = TokenMemberReader.standardName(of: name, value, isBare: isBare), taken.insert(own).inserted
            else {
                members.append((name, value))
                continue
            }
            renamed.append((name, own))
            members.append((own, value))
        }
        // What is said once for everything may stand outside of the member with the tokens.
        for name in TokenMemberReader.standard where !path.isEmpty {
            if let value = json[name], taken.insert(name).inserted { members.append((name, value)) }
        }
        self.json = JSON(members: members)
        note(path, renamed, dialect)
    }

    private mutating func note(_ path: [String], _ renamed: [(from: String, to: String)], _ dialect: TokenDialect) {
        if !path.isEmpty, path != (dialect.member.map { [$0] } ?? []) {
            let shown = PrintableText.safe(path.joined(separator: "."), limit: 120)
            warn("tokens-wrapped", "The tokens are in \u{201C}\(shown)\u{201D}, and should be at the top")
        }
        guard !renamed.isEmpty else { return }
        let found = renamed.map { PrintableText.safe($0.from, limit: 60) }.joined(separator: ", ")
        warn(
            "member-names",
            "\(found) should be called \(renamed.map(\.to).joined(separator: ", ")): clients that go by the standard do not "
                + "find \(renamed.count == 1 ? "it" : "them")")
    }

    private mutating func warn(_ code: String, _ message: String) {
        warnings.append(OAuthWarning(code, message, section: TokenResponse.section))
    }

    /// The standard's name for a member that is written otherwise: `accessToken`, `scopes`; nil where it is another.
    ///
    /// - Parameter isBare: whether no member is an access token by its name, so that `token` is one.
    private static func standardName(of name: String, _ value: JSON, isBare: Bool) -> String? {
        guard name.utf8.count <= 40 else { return nil }
        let plain = plain(name)
        if let own = spellings[plain] { return own }
        return isBare && plain == "token" && value.string?.isEmpty == false ? "access_token" : nil
    }

    /// Without case and divisions.
    static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" && $0 != "-" } }

    /// The object that has an access token, and the names on the way to it: at most two, as in `{"data": {"token": {…}}}`.
    private static func holder(of json: JSON, _ dialect: TokenDialect) -> (holder: JSON, path: [String]) {
        if hasAccessToken(json) { return (json, []) }
        if let name = dialect.member, let inner = json[name], hasAccessToken(inner) { return (inner, [name]) }
        for (name, inner) in (json.members ?? []).prefix(64) where inner.kind == .object {
            if hasAccessToken(inner) { return (inner, [name]) }
            for (second, deeper) in (inner.members ?? []).prefix(64) where deeper.kind == .object {
                if hasAccessToken(deeper) { return (deeper, [name, second]) }
            }
        }
        return (json, [])
    }

    /// Whether an object has a member that is an access token by its name.
    private static func hasAccessToken(_ json: JSON) -> Bool {
        if json["access_token"] != nil { return true }
        return (json.members ?? []).prefix(256).contains { plain($0.name) == "accesstoken" && $0.value.string != nil }
    }
}
