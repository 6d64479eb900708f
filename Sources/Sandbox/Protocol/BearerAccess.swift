internal import GRDB
internal import HTTPMessage
internal import OAuthCore

/// What the access token of a request allows.
struct BearerAccess: Sendable {
    var user: User
    var clientID: String
    var scope: Scope

    /// Checks the token of a request to a protected resource (RFC 6750), and the rate of its user.
    ///
    /// - Parameter scopes: any of these is enough.
    static func check(_ call: Call, anyOf scopes: [String], in provider: Provider) async throws -> BearerAccess {
        let token = try bearerToken(of: call)
        let now = provider.now
        let access = try await provider.store.read { db in try find(token, at: now, in: db) }
        guard scopes.contains(where: access.scope.contains) else { throw insufficient(scopes, access.scope) }
        if let seconds = provider.limiter.take("\(access.user.id) \(access.clientID)", at: now) {
            throw tooMany(seconds)
        }
        return access
    }

    private static func find(_ text: String, at now: Int64, in db: Database) throws -> BearerAccess {
        guard let token = try AccessToken.find(text, in: db),
            let authorization = try Authorization.find(id: token.authorizationID, in: db),
            let user = try User.find(id: authorization.userID, in: db)
        else {
            let isKey = try User.find(key: text, in: db) != nil
            throw BearerChallenge.invalidToken(
                cause: isKey ? "an API key or session token, where an OAuth access token is needed" : "no such token")
        }
        guard token.revokedAt == nil, authorization.revokedAt == nil else {
            throw BearerChallenge.invalidToken(cause: "the access token is revoked")
        }
        guard token.expiresAt > now else { throw BearerChallenge.invalidToken(cause: "the access token has expired") }
        return BearerAccess(user: user, clientID: authorization.clientID, scope: token.scope)
    }

    /// The token of the `Authorization` header, the one place where it may be (RFC 9700 §4.3.2).
    static func bearerToken(of call: Call) throws(Refusal) -> String {
        let headers = call.headers.values("Authorization")
        guard headers.count < 2 else { throw BearerChallenge.twoHeaders }
        guard let header = headers.first, header.prefix(7).lowercased() == "bearer " else {
            let inQuery = FormParameters.parse(call.query).first("access_token") != nil
            throw BearerChallenge.missingToken(
                cause: inQuery ? "the token came in the query, which is not accepted" : "there is no bearer token")
        }
        let token = header.dropFirst(7).filter { $0 != " " }
        guard !token.isEmpty else { throw BearerChallenge.missingToken(cause: "the bearer token is empty") }
        return String(token)
    }

    private static func insufficient(_ scopes: [String], _ granted: Scope) -> Refusal {
        let needed = scopes.first ?? ""
        return BearerChallenge.refusal(
            403, type: "permission_error", error: "insufficient_scope",
            "The access token does not have the scope \(needed).", scope: needed,
            cause: "needs \(needed), has \(granted.text)")
    }

    private static func tooMany(_ seconds: Int64) -> Refusal {
        .api(
            429, type: "rate_limit_error", "Too many requests; try again in \(seconds) s.",
            code: "rate_limit_exceeded", headers: [HTTPHeader("Retry-After", String(seconds))])
    }
}
