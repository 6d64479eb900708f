internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension ServedGrant {
    /// A code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.6).
    static let authorizationCode = ServedGrant(type: "authorization_code") { call in
        let request = try CodeRedemption(call)
        return try await call.decide { try request.redeem(in: $0) }
    }
}

private struct CodeRedemption: Sendable {
    let code: String
    let redirectURI: String?
    let verifier: String?
    let call: TokenCall

    init(_ call: TokenCall) throws(Refusal) {
        code = try call.form.required("code")
        redirectURI = call.form["redirect_uri"]
        verifier = call.form["code_verifier"]
        self.call = call
    }

    func redeem(in db: Database) throws -> Redemption {
        guard var code = try AuthorizationCode.find(code, in: db),
            let authorization = try Authorization.find(id: code.authorizationID, in: db)
        else { return .refused(invalid(cause: "there is no such code")) }
        if let refusal = mismatch(code, authorization) { return .refused(refusal) }
        let now = call.now
        guard code.usedAt == nil else {
            try Authorization.revoke(id: authorization.id, at: now, in: db)
            return .refused(invalid(cause: "the code was used before; what it gave is revoked"))
        }
        call.provider.faults.change(&code)
        guard code.expiresAt > now else { return .refused(invalid(cause: "the code has expired")) }
        guard authorization.revokedAt == nil else { return .refused(invalid(cause: "the authorization is revoked")) }
        try code.markUsed(at: now, in: db)
        return .issued(try call.issue(authorization, scope: code.scope, in: db), authorization)
    }

    /// Looked at before anything else, so that a stranger who replays a code revokes nothing.
    private func mismatch(_ code: AuthorizationCode, _ authorization: Authorization) -> Refusal? {
        guard authorization.clientID == call.client.id else {
            return invalid(cause: "the code was issued to \(authorization.clientID), not to \(call.client.id)")
        }
        if let expected = code.redirectURI {
            guard let redirectURI else { return .oauth("invalid_request", "The parameter redirect_uri is missing.") }
            guard redirectURI.utf8.elementsEqual(expected.utf8) else {
                return invalid(cause: "redirect_uri is not that of the authorization request, \(expected)")
            }
        }
        guard let verifier else { return .oauth("invalid_request", "The parameter code_verifier is missing.") }
        guard PKCE.isValid(verifier) else {
            return .oauth("invalid_request", "The code_verifier must have 43 to 128 unreserved characters.")
        }
        guard PKCE.verifies(verifier, challenge: code.challenge) else {
            return invalid(cause: "code_verifier does not belong to the code_challenge of the authorization request")
        }
        return nil
    }

    /// The same words for every cause: which it was is for the operator to know.
    private func invalid(cause: String) -> Refusal {
        .oauth(
            "invalid_grant",
            "The code is invalid, expired, used, or was issued for another client, redirect_uri or code_challenge.",
            cause: cause)
    }
}
