internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension ServedGrant {
    /// New tokens for a refresh token, which is replaced (RFC 6749 §6, RFC 9700 §4.14.2).
    static let refreshToken = ServedGrant(type: "refresh_token") { call in
        let request = Refresh(
            token: try call.form.required("refresh_token"), scope: call.form["scope"].map { Scope($0) }, call: call)
        return try await call.decide { try request.redeem(in: $0) }
    }
}

private struct Refresh: Sendable {
    let token: String
    let scope: Scope?
    let call: TokenCall

    func redeem(in db: Database) throws -> Redemption {
        guard let token = try RefreshToken.find(token, in: db),
            let authorization = try Authorization.find(id: token.authorizationID, in: db)
        else { return .refused(invalid(cause: "there is no such refresh token")) }
        let now = call.now
        guard authorization.clientID == call.client.id else {
            return .refused(invalid(cause: "the refresh token was issued to \(authorization.clientID)"))
        }
        guard token.rotatedAt == nil else {
            try Authorization.revoke(id: authorization.id, at: now, in: db)
            return .refused(invalid(cause: "the refresh token was used before; all tokens of its family are revoked"))
        }
        guard authorization.revokedAt == nil else { return .refused(invalid(cause: "the refresh token is revoked")) }
        guard token.expiresAt > now else { return .refused(invalid(cause: "the refresh token has expired")) }
        guard token.confirmation == nil || token.confirmation == call.confirmation else {
            return .refused(invalid(cause: "the refresh token is bound to another key"))
        }
        let scope = scope ?? token.scope
        guard token.scope.covers(scope) else { return .refused(tooWide(scope, token)) }
        let issue = try call.issue(authorization, scope: scope, refreshScope: token.scope, in: db)
        // Without a new refresh token, the old one stays valid.
        if issue.refreshToken != nil { try token.markRotated(at: now, in: db) }
        return .issued(issue, authorization)
    }

    private func invalid(cause: String) -> Refusal {
        .oauth(
            "invalid_grant", "The refresh token is invalid, expired, revoked, or was issued to another client.",
            cause: cause)
    }

    private func tooWide(_ scope: Scope, _ token: RefreshToken) -> Refusal {
        .oauth(
            "invalid_scope",
            "The scope goes beyond what the user granted: \(scope.subtracting(token.scope).text.asciiOnly).")
    }
}
