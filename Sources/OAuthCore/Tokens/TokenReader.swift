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
        let tokenType = tokenType()
        let refreshToken = try optionalToken("refresh_token")
        let idToken = try optionalToken("id_token")
        let scope = try scope(requested)
        var tokens = TokenSet(
            accessToken: accessToken, tokenType: tokenType, refreshToken: refreshToken, idToken: idToken,
            scope: scope ?? requested, scopeIsStated: scope != nil, expiresIn: expiresIn(receivedAt),
            receivedAt: receivedAt, extra: extra)
        tokens.refreshExpiresAt = refreshExpiresAt(receivedAt)
        return tokens
    }

    private mutating func warn(_ code: String, _ message: String) {
        warnings.append(OAuthWarning(code, message, section: members.section))
    }

    private mutating func accessToken() throws(OAuthError) -> String {
        guard let token = try members.text("access_token"), !token.isEmpty else { throw noToken }
        try BearerToken.check(token, doing: members.doing)
        if !BearerToken.isWellFormed(token) {
            warn("access-token-characters", "The access token has characters that RFC 6750 §2.1 does not allow")
        }
        return token
    }

    /// That the answer holds no token, with the names that it has: its values may be secret.
    private var noToken: OAuthError {
        let names = (members.json.members ?? []).prefix(12).map { PrintableText.safe($0.name, limit: 40) }
        var error = members.missing("access_token")
        error.found +=
            names.isEmpty
            ? "; it is an empty object"
            : "; it has \(names.joined(separator: ", "))" + ((members.json.count ?? 0) > names.count ? ", …" : "")
        return error
    }

    /// The type as the server spells it; `Bearer` where it gives none, since no server means another by that.
    private mutating func tokenType() -> String {
        guard let value = members.value("token_type"), value.string?.isEmpty != true else {
            warn("token-type-missing", "token_type is missing; the token is sent as a Bearer token")
            return "Bearer"
        }
        let first = value.string ?? (value.count == 1 ? value.elements?.first?.string : nil)
        guard let type = first else {
            warn(
                "token-type",
                "token_type is \(value.kind.phrase), and should be a string; the token is sent as a Bearer token")
            return "Bearer"
        }
        if value.string == nil { warn("token-type", "token_type is a list, and should be a string") }
        if dialect.bearerTypes.contains(type) { return "Bearer" }
        if type != "Bearer", type.lowercased() == "bearer" {
            warn("token-type-spelling", "token_type is spelled \u{201C}\(type)\u{201D}; case does not matter")
        } else if type.lowercased() != "bearer" {
            let shown = PrintableText.safe(type, limit: 80)
            warn(
                "token-type-unknown",
                TokenSet.isSentAsBearer(type)
                    ? "token_type is \u{201C}\(shown)\u{201D}, which names no scheme: the token is sent as a Bearer token (§7.1)"
                    : "token_type is \u{201C}\(shown)\u{201D}, so the token is not sent as a Bearer token (§7.1)")
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

    /// Nil where none is stated. A list of tokens is taken too, and one that is divided by commas.
    private mutating func scope(_ requested: Scope) throws(OAuthError) -> Scope? {
        if let list = members.value("scope"), list.kind == .array {
            warn("scope-list", "scope is a list, and should be one string with spaces")
            return Scope(try members.texts("scope") ?? [])
        }
        guard let text = try members.text("scope") else { return nil }
        let parts = text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
        if dialect.dividesScopesByCommas { return Scope(parts) }
        let (scope, oddities) = Scope.parse(text)
        warnings += oddities
        return TokenReader.isDividedByCommas(scope, parts, requested) ? Scope(parts) : scope
    }

    /// Whether commas stand between scope tokens. RFC 6749 §3.3 allows a comma in one, which then is what was asked for.
    private static func isDividedByCommas(_ scope: Scope, _ parts: [String], _ requested: Scope) -> Bool {
        guard scope.tokens.contains(where: { $0.contains(",") }) else { return false }
        let odd = scope.tokens.filter { $0.contains(",") }
        return !odd.allSatisfy(requested.contains) && !parts.isEmpty
    }

    private mutating func expiresIn(_ receivedAt: Int64) -> Int64? {
        guard let value = members.value("expires_in") else { return otherLifetime(receivedAt) }
        guard let lifetime = TokenLifetime(seconds: value, receivedAt: receivedAt) else {
            warn("expires-in", "expires_in is not a number of seconds, so it is ignored")
            return nil
        }
        if let oddity = lifetime.oddity { warn("expires-in", "expires_in is \(oddity)") }
        return lifetime.seconds
    }

    /// The lifetime by the names that other servers give it.
    private mutating func otherLifetime(_ receivedAt: Int64) -> Int64? {
        if let (name, lifetime) = moment(
            ["expires", "expiresat", "expireson", "expiration", "expiry", "expiresdate", "expirytime"], receivedAt)
        {
            warn(
                "expires-in-name", "\(name) is there in place of expires_in; it is taken as the end of the token's life"
            )
            return lifetime.seconds
        }
        warn("expires-in-missing", "expires_in is missing, so only the server knows how long the token lives")
        return nil
    }

    /// When the refresh token ends, which no standard names: `refresh_expires_in` of Keycloak, `refresh_token_expires_in`
    /// of GitHub and others. Zero says that it does not end.
    private func refreshExpiresAt(_ receivedAt: Int64) -> Int64? {
        let durations = ["refreshexpiresin", "refreshtokenexpiresin", "xrefreshtokenexpiresin", "rtexpiresin"]
        let moments = ["refreshexpiresat", "refreshtokenexpiresat", "refreshtokenexpires", "refreshtokenexpiration"]
        let duration = member(durations).flatMap { TokenLifetime(seconds: $0.value, receivedAt: receivedAt) }
        guard let seconds = (duration ?? moment(moments, receivedAt)?.lifetime)?.seconds, seconds > 0 else {
            return nil
        }
        return TokenSet.moment(seconds, after: receivedAt)
    }

    private func moment(_ names: [String], _ receivedAt: Int64) -> (name: String, lifetime: TokenLifetime)? {
        guard let (name, value) = member(names) else { return nil }
        return TokenLifetime(moment: value, receivedAt: receivedAt).map { (PrintableText.safe(name, limit: 40), $0) }
    }

    /// The first member that is called so, without case and divisions.
    private func member(_ names: [String]) -> (name: String, value: JSON)? {
        (members.json.members ?? []).prefix(256).first {
            names.contains(TokenMemberReader.plain($0.name)) && !$0.value.isNull
        }
    }

    private var extra: JSON {
        let others = (members.json.members ?? []).filter { !TokenMemberReader.standard.contains($0.name) }
        return JSON(members: others.map { ($0.name, $0.value) })
    }
}
