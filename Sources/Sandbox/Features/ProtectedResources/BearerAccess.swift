internal import GRDB
internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

/// What the access token of a request allows.
struct BearerAccess: Sendable {
    var user: User
    var clientID: String
    var scope: Scope
    /// The client that the token is about, where it is not about the user.
    var subject: String?
    private var confirmation: Confirmation?

    /// Checks the token of a request to a protected resource (RFC 6750), and the rate of its user.
    ///
    /// - Parameter scopes: any of these is enough.
    static func check(_ call: Call, anyOf scopes: [String], in provider: Provider) async throws -> BearerAccess {
        let token = try presentedToken(of: call, schemes: provider.features.accessTokenSchemes)
        let now = provider.now
        let access = try await provider.store.read { db in
            try find(token.text, for: provider.issuer, at: now, in: db)
        }
        try await access.checkSender(call, token, provider)
        guard scopes.contains(where: access.scope.contains) else { throw insufficient(scopes, access.scope) }
        if let seconds = provider.limiter.take("\(access.user.id) \(access.clientID)", at: now) {
            throw tooMany(seconds)
        }
        return access
    }

    private static func find(
        _ text: String, for issuer: String, at now: Int64, in db: Database
    ) throws -> BearerAccess {
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
        guard token.audience.isEmpty || token.audience.contains(issuer) else {
            throw BearerChallenge.invalidToken(
                "The access token is for another resource.",
                cause: "the access token is for \(token.audience.joined(separator: ", "))")
        }
        return BearerAccess(
            user: user, clientID: authorization.clientID, scope: token.scope, subject: authorization.subject,
            confirmation: token.confirmation)
    }

    /// Checks that a token that is bound to a key comes from the owner of the key, and under the scheme of its type.
    private func checkSender(_ call: Call, _ token: PresentedToken, _ provider: Provider) async throws {
        guard token.scheme == provider.features.tokenType(confirmation) else {
            throw BearerChallenge.invalidToken(
                cause: "the token is of type \(provider.features.tokenType(confirmation)), not \(token.scheme)")
        }
        guard let confirmation else { return }
        guard let constraint = provider.features.constraint(of: confirmation) else {
            throw BearerChallenge.invalidToken(
                cause: "the token is bound by \(confirmation.member), which is not served any more")
        }
        try await constraint.check(
            ConstrainedCall(call: call, accessToken: token.text, key: confirmation.key, provider: provider))
    }

    /// A token of the `Authorization` header with the scheme under which it came.
    struct PresentedToken: Sendable {
        var scheme: String
        var text: String
    }

    /// The bearer token of the `Authorization` header, the only place where it may be (RFC 9700 §4.3.2).
    static func bearerToken(of call: Call) throws(Refusal) -> String {
        try presentedToken(of: call, schemes: ["Bearer"]).text
    }

    private static func presentedToken(of call: Call, schemes: [String]) throws(Refusal) -> PresentedToken {
        let headers = call.headers.values("Authorization")
        guard headers.count < 2 else { throw BearerChallenge.twoHeaders }
        guard let header = headers.first,
            let scheme = schemes.first(where: { header.lowercased().hasPrefix("\($0.lowercased()) ") })
        else {
            let inQuery = FormParameters.parse(call.query).first("access_token") != nil
            throw BearerChallenge.missingToken(
                cause: inQuery ? "the token came in the query, which is not accepted" : "there is no bearer token")
        }
        let token = header.dropFirst(scheme.count + 1).filter { $0 != " " }
        guard !token.isEmpty else { throw BearerChallenge.missingToken(cause: "the bearer token is empty") }
        return PresentedToken(scheme: scheme, text: String(token))
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
