internal import HTTPMessage
internal import OAuthCore

/// What a protected resource's refusal is about. RFC 6750 gives 401 and `invalid_token` to the token, 403 and
/// `insufficient_scope` to its scope; APIs have codes of their own, and some say 400, 403 or even 200 of a token.
extension Case {
    /// Whether the server names the token as what it does not take.
    var saysTokenIsBad: Bool {
        guard isResourceCall, !saysScopeIsShort, let error = serverError else { return false }
        let code = error.error.lowercased()
        if Words.badToken.contains(code) { return true }
        return error.type == "OAuthException" && ["190", "102", "463", "467"].contains(code)
    }

    /// Whether the server names the scope as what is not enough.
    package var saysScopeIsShort: Bool {
        guard isResourceCall, let error = serverError else { return false }
        if [error.error, error.detailCode ?? ""].contains(where: { Words.shortScope.contains($0.lowercased()) }) {
            return true
        }
        let words = (error.description ?? "").lowercased()
        return status == 403
            && ["insufficient authentication scopes", "insufficient scope"].contains(where: words.contains)
    }

    /// Whether a call was refused for its credential.
    package var isUnauthorized: Bool { isResourceCall && !saysScopeIsShort && (status == 401 || saysTokenIsBad) }

    /// Whether a call was refused for what its credential may do.
    package var isForbidden: Bool { isResourceCall && (saysScopeIsShort || (status == 403 && !saysTokenIsBad)) }

    /// A 403 that says nothing: some servers give it for whatever is wrong with the token.
    package var isSilentlyForbidden: Bool {
        guard isResourceCall, status == 403, let response else { return false }
        return serverError == nil && AuthenticationChallenge.parse(response.headers).isEmpty
    }

    /// Whether a call was refused, or may have been, for its credential.
    package var mayBeUnauthorized: Bool { isUnauthorized || isSilentlyForbidden }
}

private enum Words {
    static let badToken: Set<String> = [
        "invalid_token", "invalidauthenticationtoken", "token_expired", "expired_token", "token_revoked",
        "invalid_auth",
        "not_authed", "account_inactive", "unauthenticated", "expiredauthenticationtoken", "invalidaccesstoken",
        "oauth.v2.invalidaccesstoken", "keymanagement.service.invalid_access_token", "invalid_access_token",
        "expired_access_token",
    ]
    static let shortScope: Set<String> = [
        "insufficient_scope", "missing_scope", "access_token_scope_insufficient", "insufficientpermissions",
        "insufficient_permissions",
    ]
}
