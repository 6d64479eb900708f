internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage

/// The names of parameters that users write into URLs, and what they are mistaken for.
enum ParameterNames {
    /// What a misspelt name may have been meant as, and where the parameter is defined.
    static let core: [String: String] = [
        "client_id": "RFC 6749 §4.1.1", "response_type": "RFC 6749 §3.1.1", "redirect_uri": "RFC 6749 §3.1.2",
        "scope": "RFC 6749 §3.3", "state": "RFC 6749 §4.1.1", "nonce": "OpenID Connect Core §3.1.2.1",
        "code_challenge": "RFC 7636 §4.3", "code_challenge_method": "RFC 7636 §4.3",
        "response_mode": "OAuth 2.0 Multiple Response Types §2.1", "prompt": "OpenID Connect Core §3.1.2.1",
        "max_age": "OpenID Connect Core §3.1.2.1", "login_hint": "OpenID Connect Core §3.1.2.1",
        "acr_values": "OpenID Connect Core §3.1.2.1", "ui_locales": "OpenID Connect Core §3.1.2.1",
        "id_token_hint": "OpenID Connect Core §3.1.2.1", "request_uri": "RFC 9101 §5", "resource": "RFC 8707 §2",
        "authorization_details": "RFC 9396 §2", "post_logout_redirect_uri": "OpenID Connect RP-Initiated Logout §2",
    ]

    /// Names that are known as they are, though some are near to others.
    static let known: Set<String> = Set(core.keys).union([
        "display", "claims", "claims_locales", "registration", "request", "audience", "dpop_jkt", "access_type",
        "include_granted_scopes", "approval_prompt", "hd", "domain_hint", "kc_idp_hint", "connection", "organization",
        "screen_hint", "user_scope", "team", "duration", "allow_signup", "login", "show_dialog", "permissions",
        "guild_id", "disable_guild_select", "integration_type", "owner", "force_verify", "locale", "auth_type",
        "config_id", "domain", "code", "error", "error_description", "error_uri", "iss", "session_state",
        "access_token",
        "id_token", "token_type", "expires_in", "refresh_token", "code_verifier", "client_secret", "grant_type",
        "user_code", "device_code", "logout_hint", "id_token", "response", "client_assertion", "client_assertion_type",
        "flow", "vtr", "purpose", "invitation", "lang", "version", "theme", "source", "ref", "tenant", "realm", "sso",
    ])

    /// Other names that people give a parameter, in lower case and without marks.
    private static let others: [String: String] = [
        "redirecturl": "redirect_uri", "redirecturis": "redirect_uri", "redirect": "redirect_uri",
        "redirectto": "redirect_uri", "callback": "redirect_uri", "callbackurl": "redirect_uri",
        "callbackuri": "redirect_uri", "returnurl": "redirect_uri", "returnuri": "redirect_uri",
        "returnto": "redirect_uri", "redirectionuri": "redirect_uri", "redirectionurl": "redirect_uri",
        "uri": "redirect_uri", "scopes": "scope", "scop": "scope",
        "client": "client_id", "clientkey": "client_id", "appid": "client_id", "applicationid": "client_id",
        "consumerkey": "client_id", "oauthclientid": "client_id", "responsetypes": "response_type",
        "responsemodes": "response_mode", "challenge": "code_challenge", "pkcechallenge": "code_challenge",
        "challengemethod": "code_challenge_method", "codemethod": "code_challenge_method",
        "codechallengemethods": "code_challenge_method", "codechallengemode": "code_challenge_method",
        "codechallengetype": "code_challenge_method", "pkcemethod": "code_challenge_method",
        "postlogoutredirecturl": "post_logout_redirect_uri", "postlogouturi": "post_logout_redirect_uri",
        "postlogoutredirect": "post_logout_redirect_uri", "idtoken_hint": "id_token_hint", "acrvalue": "acr_values",
        "resources": "resource", "authorizationdetail": "authorization_details",
    ]

    /// The known parameter that an unknown name was probably meant as.
    ///
    /// - Parameter present: the names that the URL has; what is there as it should be was not misspelt.
    static func meant(by name: String, among present: Set<String>) -> String? {
        guard !known.contains(name), name.utf8.count < 64 else { return nil }
        let plain = plain(name)
        if let same = core.keys.first(where: { ParameterNames.plain($0) == plain }) { return same }
        if let other = others[plain] {
            let isOAuth = present.contains { name in
                core[name] != nil || core.keys.contains { self.plain($0) == self.plain(name) }
            }
            return present.contains(other) || !isOAuth ? nil : other
        }
        let near = core.keys.filter { !present.contains($0) && $0.first == name.lowercased().first }
            .map { (name: $0, distance: editDistance(name.lowercased(), $0)) }
            .filter { $0.distance <= ($0.name.utf8.count < 8 ? 1 : 2) }
        return near.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// In lower case, without marks.
    private static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
