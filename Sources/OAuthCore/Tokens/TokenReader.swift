internal import JSONKit

/// Reads the members of a token response, and notes what is odd about them.
struct TokenReader {
    private let members: Members
    private let dialect: TokenDialect
    private(set) var warnings: [OAuthWarning] = []

    init(_ members: Members, _ dialect: TokenDialect) {
        self.members = members
        self.dialect = dialect
    }

    mutating func tokens(requested: Scope, receivedAt: Int64) throws(OAuthError) -> TokenSet {
        let accessToken = try accessToken()
        let tokenType = try tokenType()
        let refreshToken = try optionalToken("refresh_token")
        let idToken = try optionalToken("id_token")
        let scope = try scope()
        return TokenSet(
            accessToken: accessToken, tokenType: tokenType, refreshToken: refreshToken, idToken: idToken,
            scope: scope ?? requested, scopeIsStated: scope != nil, expiresIn: expiresIn(), receivedAt: receivedAt,
            extra: extra)
    }

    private mutating func warn(_ code: String, _ message: String) {
        warnings.append(OAuthWarning(code, message, section: members.section))
    }

    private mutating func accessToken() throws(OAuthError) -> String {
        let token = try members.requiredText("access_token")
        try BearerToken.check(token, doing: members.doing)
        if !BearerToken.isWellFormed(token) {
            warn("access-token-characters", "The access token has characters that RFC 6750 §2.1 does not allow")
        }
        return token
    }

    private mutating func tokenType() throws(OAuthError) -> String {
        let type = try members.requiredText("token_type")
        if dialect.bearerTypes.contains(type) { return "Bearer" }
        if type != "Bearer", type.lowercased() == "bearer" {
            warn("token-type-spelling", "token_type is spelled \u{201C}\(type)\u{201D}; case does not matter")
        } else if type.lowercased() != "bearer" {
            let shown = PrintableText.safe(type, limit: 80)
            warn("token-type-unknown", "token_type is \u{201C}\(shown)\u{201D}, which Keyway cannot use (§7.1)")
        }
        return type
    }

    private mutating func optionalToken(_ name: String) throws(OAuthError) -> String? {
        let token = try members.text(name)
        if token == "" || members.json[name]?.isNull == true {
            warn("empty-member", "\(name) is there and empty; it should be left out")
            return nil
        }
        return token
    }

    /// Nil where none is stated. A list of tokens is taken too, which some servers send.
    private mutating func scope() throws(OAuthError) -> Scope? {
        if let list = members.value("scope"), list.kind == .array {
            warn("scope-list", "scope is a list, and should be one string with blanks")
            return Scope(try members.texts("scope") ?? [])
        }
        guard let text = try members.text("scope") else { return nil }
        if dialect.dividesScopesByCommas {
            return Scope(text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init))
        }
        let (scope, oddities) = Scope.parse(text)
        warnings += oddities
        return scope
    }

    private mutating func expiresIn() -> Int64? {
        guard let value = members.value("expires_in") else {
            warn("expires-in-missing", "expires_in is missing, so only the server knows how long the token lives")
            return nil
        }
        let seconds = value.integer ?? wholeSeconds(value)
        guard let seconds, seconds >= 0 else {
            warn("expires-in", "expires_in is no number of seconds, so it is ignored")
            return nil
        }
        if value.integer == nil {
            warn("expires-in", "expires_in is \(value.kind.phrase), and should be a whole number")
        }
        return seconds
    }

    private func wholeSeconds(_ value: JSON) -> Int64? {
        let number = value.number ?? value.string.flatMap { $0.utf8.count <= 32 ? Double($0) : nil }
        return number.flatMap { Int64(exactly: $0.rounded(.down)) }
    }

    private var extra: JSON {
        let known = ["access_token", "token_type", "expires_in", "refresh_token", "id_token", "scope"]
        let others = (members.json.members ?? []).filter { !known.contains($0.name) }
        return JSON(members: others.map { ($0.name, $0.value) })
    }
}
