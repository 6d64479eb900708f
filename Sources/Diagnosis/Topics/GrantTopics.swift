internal import HTTPMessage

/// What servers say of a grant: the code, the refresh token, the assertion and what goes with them.
extension Topic {
    /// The server says that the redirect URI is not registered, or is not the one of the authorization request.
    package static let redirectURI = Topic(
        name: "redirect-uri",
        codes: ["redirect_uri_mismatch", "bad_redirect_uri", "invalid_redirect_uri", "invalid_redirect"],
        numbers: ["AADSTS500112", "AADSTS50011", "AADSTS90102"],
        words: [
            "redirect_uri", "redirect uri", "redirect-uri", "redirection uri", "reply address", "reply url",
            "redirect url",
            "redirect_url", "redirecturi", "callback url", "callback uri", "sent to an address", "umleitungs-uri",
            "umleitungsadresse", "uri de redirection", "url de redirection", "uri de redireccion", "uri de redirección",
            "uri de redirecionamento", "リダイレクト", "重定向", "回调地址",
        ], unless: ["redirect_uris must", "insecure redirect"],
        at: Topic.clientSide.union(Topic.front).subtracting([.introspection, .revocation, .device]),
        speaksFor: [
            "redirect-uri-changed", "redirect-uri-unregistered", "redirect-uri-host", "redirect-uri-port",
            "redirect-uri-insecure", "client-gone", "client-unknown",
        ],
        meanings: [
            Meaning(
                "redirect-uri-changed", at: [.token],
                "The server says that the redirect URI of the token request is not the one that the code was given for, or is missing.",
                fix: "Send redirect_uri to the token endpoint exactly as it was sent to the authorization endpoint.",
                references: ["RFC 6749 §4.1.3"]),
            Meaning(
                "redirect-uri-unregistered", at: Topic.front,
                "The server says that the redirect URI is not registered: it begins with http, as an application writes it "
                    + "that stands behind a proxy which ends TLS and does not know that it is called by https.",
                fix:
                    "Let the application know the scheme and host that it is called by (X-Forwarded-Proto and X-Forwarded-Host, "
                    + "which it must be told to trust), or set its public URL; else register this redirect URI exactly as it is sent.",
                references: ["RFC 6749 §3.1.2.4", "RFC 9700 §2.6"]
            ) { subject in subject.authorizationStop?.redirectsToPlainHTTP == true },
            Meaning(
                "redirect-uri-unregistered",
                "The server says that the redirect URI is not one that is registered for this client.",
                fix:
                    "Register this redirect URI at the provider exactly as it is sent, or send a registered one; where the "
                    + "client was registered dynamically, register it again: the server may have deleted it.",
                references: ["RFC 6749 §3.1.2.4"]),
        ])

    static let insecureRedirectURI = Topic(
        name: "redirect-uri-insecure",
        words: [
            "insecure redirect", "redirect_uri must use https", "redirect uri must use https", "must be https",
            "localhost is not allowed", "localhost…not allowed", "redirect uri…not secure", "http is not allowed",
        ], at: Topic.front.union([.pushed]),
        speaksFor: ["redirect-uri-insecure", "redirect-uri-host"],
        meanings: [
            Meaning(
                "redirect-uri-insecure",
                "The server takes no redirect URI of this kind, though it may be registered: it says that it is insecure.",
                fix: "Use https, or http with the literal 127.0.0.1 instead of localhost, and register that.",
                references: ["RFC 8252 §7.3", "RFC 9700 §2.6"])
        ])

    /// The server says that the code was redeemed before (RFC 6749 §4.1.2).
    package static let codeUsed = Topic(
        name: "code-used", codes: ["code_already_used"], numbers: ["AADSTS54005"],
        words: [
            "already redeemed", "already used", "already been used", "already been redeemed", "already consumed",
            "code was used", "has been used", "bereits verwendet", "déjà été utilis", "ya se ha utilizado",
            "já foi utilizado",
        ], at: [.token],
        speaksFor: [
            "code-reused", "code-expired", "code-unknown", "refresh-token-rotated", "client-assertion-invalid",
            "verifier-mismatch", "verifier-missing", "code-encoded", "callback-twice",
        ],
        meanings: [
            Meaning(
                "code-reused", "The server says that the code was used before.",
                fix: "Ask the user again, and redeem the new code once.", references: ["RFC 6749 §4.1.2"]
            ) { subject in subject.grantType == "authorization_code" }
        ])

    /// The server says that the code has expired.
    package static let codeExpired = Topic(
        name: "code-expired", codes: ["code_expired"], numbers: ["AADSTS70008", "AADSTS700082", "AADSTS700084"],
        words: [
            "code expired", "code has expired", "code is expired", "expired code", "code abgelaufen", "code expiré",
            "código ha caducado", "código expirou", "code…expired",
        ], at: [.token],
        speaksFor: [
            "code-expired", "code-reused", "code-unknown", "refresh-token-dead", "refresh-token-expired",
            "verifier-mismatch", "verifier-missing", "code-encoded", "callback-twice",
        ],
        meanings: [
            Meaning(
                "code-expired", "The server says that the code has expired.",
                fix: "Ask the user again, and redeem the new code at once.", references: ["RFC 6749 §4.1.2"]
            ) { subject in subject.grantType == "authorization_code" }
        ])

    static let code = Topic(
        name: "code", codes: ["invalid_code", "bad_verification_code", "invalid_authorization_code"],
        numbers: ["AADSTS9002313", "AADSTS70000"],
        words: [
            "malformed auth code", "invalid code", "code is invalid", "code not valid", "invalid authorization code",
            "authorization code is invalid", "code is incorrect", "code does not exist", "code not found",
            "authorization code is not valid", "code passed is incorrect", "ungültiger code", "code invalide",
            "code d'autorisation invalide", "código no válido", "código inválido", "認可コード", "授权码",
        ], at: [.token],
        speaksFor: [
            "code-unknown", "code-expired", "code-reused", "code-of-another-client", "code-encoded",
            "verifier-mismatch", "verifier-missing", "redirect-uri-changed", "callback-twice",
        ],
        meanings: [
            Meaning(
                "code-unknown", "The server says that the code is not one of its own, or not good any more.",
                fix: "Ask the user again, and redeem the new code once, as it came.", references: ["RFC 6749 §5.2"]
            ) { subject in subject.grantType == "authorization_code" }
        ])

    /// The server says that the code verifier or the challenge is missing, or does not hold (RFC 7636 §4.6).
    package static let verifier = Topic(
        name: "pkce", numbers: ["AADSTS501481", "AADSTS50148", "AADSTS9002325", "AADSTS501491"],
        words: [
            "verifier", "pkce", "code_challenge", "code challenge", "proof key for code exchange",
        ], at: Topic.clientSide.union(Topic.front),
        speaksFor: [
            "verifier-mismatch", "verifier-missing", "verifier-unexpected", "challenge-missing", "origin-needs-pkce",
            "token-request-malformed",
        ],
        meanings: [
            Meaning(
                "origin-needs-pkce", at: [.token],
                "The request carries an Origin header, so that the server takes it for a browser's, and a browser must use PKCE.",
                fix: "Authorize with a code challenge and send its code_verifier, or leave the Origin header out.",
                references: ["RFC 9700 §2.1.1"]
            ) { subject in
                subject.exchange?.request.headers["Origin"] != nil
                    && subject.exchange?.sentParameter("code_verifier") == nil
            },
            Meaning(
                "verifier-missing", at: [.token],
                "The server wants a code_verifier, and the token request has none.",
                fix: "Send the code_verifier of the authorization whose code this is.", references: ["RFC 7636 §4.5"]
            ) { subject in subject.exchange?.sentParameter("code_verifier") == nil },
            Meaning(
                "verifier-mismatch", at: [.token],
                "The server says that the code_verifier does not match the code challenge.",
                fix: "Send the verifier whose challenge was sent with this authorization.",
                references: ["RFC 7636 §4.6"]),
            Meaning(
                "challenge-missing", "The server wants PKCE with the request.",
                fix: "Send a code_challenge with code_challenge_method=S256.", references: ["RFC 7636 §4.4.1"]),
        ])

    static let refreshToken = Topic(
        name: "refresh-token", codes: ["bad_refresh_token", "invalid_refresh_token", "refresh_token_expired"],
        numbers: ["AADSTS700082", "AADSTS50173", "AADSTS70043", "AADSTS700003", "AADSTS50132", "AADSTS50133"],
        words: [
            "refresh token", "refresh_token", "token is not active", "session not active",
            "session doesn't have required client", "offline session", "stale token",
        ],
        at: [.token],
        speaksFor: [
            "refresh-token-dead", "refresh-token-rotated", "refresh-token-expired", "token-of-another-client",
            "no-refresh-token", "refresh-token-reused", "token-request-malformed", "wrong-credential",
        ],
        meanings: [
            Meaning(
                "refresh-token-dead", "The server does not take the refresh token any more.",
                fix: "Ask the user again.", references: ["RFC 6749 §5.2"]
            ) { subject in subject.grantType == "refresh_token" }
        ])

    static let refreshReuse = Topic(
        name: "refresh-token-reuse", codes: ["refresh_token_reused", "token_reuse_detected"],
        words: [
            "reuse detected", "token reuse", "reuse of refresh token", "maximum allowed refresh token reuse",
            "refresh token…already", "refresh token…used", "refresh token…rotated", "refresh token…replaced",
            "unknown or reused",
        ], at: [.token], speaksFor: ["refresh-token-rotated"],
        meanings: [
            Meaning(
                "refresh-token-rotated",
                "The server says that this refresh token was used before: it was replaced by a newer one, in another "
                    + "session, another process, or an answer that was lost.",
                fix: "Use the newest refresh token; where it is gone, ask the user again. Let one process refresh.",
                references: ["RFC 9700 §4.14.2"]
            ) { subject in subject.grantType == "refresh_token" }
        ])

    /// The server says that it does not serve the grant type, or not for this client.
    package static let grantType = Topic(
        name: "grant-type", codes: ["unsupported_grant_type", "invalid_grant_type"],
        numbers: ["AADSTS70003", "AADSTS70001"],
        words: [
            "grant type", "grant_type", "grant-type", "granttype", "direct access grants", "not allowed for…grants",
            "service accounts", "client not allowed for", "flow is not enabled", "not allowed to use…flow",
            "flow is not allowed", "standard flow is disabled", "flow is disabled", "not allowed to initiate",
        ], unless: ["grant_type…undefined", "grant_type is missing", "missing…grant_type", "grant type none"],
        at: [.token, .device, .authorization, .pushed],
        speaksFor: ["grant-not-allowed", "token-request-malformed", "exchange-not-allowed"],
        meanings: [
            Meaning(
                "grant-not-allowed", "The client may not use this grant at this server.",
                fix: "Have the grant enabled for the client, or use one that it has.", references: ["RFC 6749 §5.2"])
        ])

    static let exchangeRefused = Topic(
        name: "token-exchange",
        words: [
            "not allowed to exchange", "token exchange…not", "exchange is not", "exchange not", "may not exchange",
            "requested_token_type", "actor_token", "may_act",
        ], at: [.token], speaksFor: ["exchange-not-allowed", "grant-not-allowed"],
        meanings: [
            Meaning(
                "exchange-not-allowed",
                "The server does not let this client exchange the token for what it asked for: a permission or a policy is missing.",
                fix: "Have the server's operator allow this client the exchange for this audience.",
                references: ["RFC 8693 §2.2.2"])
        ])

    static let subjectToken = Topic(
        name: "subject-token", words: ["subject_token", "subject token"], at: [.token],
        speaksFor: ["subject-token-invalid", "exchange-not-allowed"],
        meanings: [
            Meaning(
                "subject-token-invalid", "The server does not take the subject token of the exchange.",
                fix:
                    "Compare its type with subject_token_type, its issuer with the servers that are trusted, and its expiry with now.",
                references: ["RFC 8693 §2.2.2"])
        ])

    static let target = Topic(
        name: "target", codes: ["invalid_target", "invalid_resource"],
        numbers: ["AADSTS500011", "AADSTS650057", "AADSTS9010010", "AADSTS900440", "AADSTS500014"],
        words: [
            "resource principal", "requested audience", "audience not available", "unknown audience",
            "unknown resource",
            "resource parameter", "invalid resource", "service not found", "resource…not registered",
            "audience…not allowed",
            "the requested resource",
        ], at: Topic.clientSide.union(Topic.front),
        speaksFor: ["invalid-target", "resource-unknown", "resource-missing", "exchange-not-allowed"],
        meanings: [
            Meaning(
                "resource-missing", at: [.token],
                "The authorization request named a resource, and the token request has no resource: the server wants it in both.",
                fix: "Send the same resource parameter with the token request: exchange resource=…",
                references: ["RFC 8707 §2.2"]
            ) { subject in
                subject.exchange?.sentParameter("resource") == nil && subject.exchange?.sentParameter("audience") == nil
                    && subject.redemption?.authorization?.sent.first("resource") != nil
            },
            Meaning(
                "resource-unknown", at: Topic.front,
                "The server does not know the resource that was asked for: it has another name, is of another tenant, or "
                    + "was never installed there.",
                fix:
                    "Compare the resource or the prefix of the scope with the name that the API is registered by; have it "
                    + "installed in the tenant.", references: ["RFC 8707 §2"]),
            Meaning(
                "invalid-target", "The server does not give tokens for the audience or resource that was asked for.",
                fix:
                    "Compare resource and audience with what the server knows, to the character (also the slash at the end).",
                references: ["RFC 8707 §2", "RFC 8693 §2.2.2"]),
        ])

    static let consent = Topic(
        name: "consent", codes: ["consent_required", "admin_consent_required", "consent_missing"],
        numbers: ["AADSTS65001", "AADSTS90094", "AADSTS65004", "AADSTS65005", "AADSTS90008", "AADSTS650056"],
        words: [
            "has not consented", "not consented", "consent is required", "admin consent", "administrator…consent",
            "requires consent", "consent required", "need admin approval", "approval required", "zustimmung",
            "consentement", "consentimiento", "consentimento",
        ],
        speaksFor: ["consent-missing", "access-denied"],
        meanings: [
            Meaning(
                "consent-missing",
                "The server says that consent is missing: neither the user nor an administrator has allowed the client what it asks for.",
                fix: "Send the user through an interactive authorization (prompt=consent); where the scopes need an "
                    + "administrator's consent, ask for that.", references: ["OpenID Connect Core §3.1.2.6"])
        ])

    static let interaction = Topic(
        name: "interaction",
        codes: [
            "interaction_required", "login_required", "account_selection_required", "mfa_required", "mfa_enrollment",
        ],
        numbers: [
            "AADSTS50076", "AADSTS50079", "AADSTS50058", "AADSTS50158", "AADSTS50074", "AADSTS53003", "AADSTS53000",
            "AADSTS16000", "AADSTS50078",
        ],
        words: [
            "multi-factor authentication", "multifactor", "must be signed in", "user interaction is required",
            "conditional access", "session_selection",
        ],
        speaksFor: ["interaction-needed", "access-denied", "step-up-needed"],
        meanings: [
            Meaning(
                "interaction-needed", at: [.token],
                "The server wants the user to do something first: to sign in, to use a second factor, or to satisfy a policy.",
                fix: "Send the user through an interactive authorization, without prompt=none.",
                references: ["OpenID Connect Core §3.1.2.6"]),
            Meaning(
                "access-denied", at: Topic.front, "The server wants the user to be asked first.",
                fix: "Ask without prompt=none.", references: ["OpenID Connect Core §3.1.2.6"]),
        ])

    static let user = Topic(
        name: "user-credentials",
        numbers: ["AADSTS50126", "AADSTS50034", "AADSTS50053", "AADSTS50055", "AADSTS50057", "AADSTS50056"],
        words: [
            "invalid user credentials", "invalid username or password", "bad credentials", "wrong password",
            "incorrect username or password", "account is not fully set up", "account is locked", "account disabled",
            "user account is locked", "resource owner credentials", "user is disabled", "invalid login credentials",
            "email not confirmed", "invalid credentials", "incorrect password", "password is incorrect",
            "password you entered", "password is wrong", "user name or the password", "couldn't find your account",
            "no account found", "login was incorrect",
            "falsches passwort", "mot de passe incorrect", "contraseña incorrecta", "senha incorreta",
        ], at: [.token, .callback, .page, .authorization], takesAlternatives: true,
        speaksFor: ["user-credentials"],
        meanings: [
            Meaning(
                "user-credentials",
                "The server does not take the user's name and password, or the user's account is not usable.",
                fix: "Check the user's name and password, and the state of the account at the provider.",
                references: ["RFC 6749 §4.3.2"])
        ])

    static let assertion = Topic(
        name: "assertion",
        words: [
            "invalid jwt", "jwt…signature", "short-lived token", "iat and exp", "assertion", "saml",
            "invalid grant: account not found",
            "jwt has expired", "jwt is expired", "jwt expired", "invalid jwt signature", "jwt…audience", "jwt is not",
        ], at: [.token],
        isOfToken: true, speaksFor: ["assertion-invalid", "client-assertion-invalid", "clock-skew"],
        meanings: [
            Meaning(
                "assertion-invalid", "The server does not take the assertion.",
                fix:
                    "Compare iss, sub, aud, iat and exp of the assertion with what the server asks for, and its key with the registered one.",
                references: ["RFC 7523 §3.1"]
            ) { subject in subject.exchange?.sentParameter("assertion") != nil }
        ])

    static let tokenAudience = Topic(
        name: "token-audience",
        words: ["incorrect token audience", "token audience", "audience in id token", "the audience in"], at: [.token],
        isOfToken: true,
        speaksFor: ["wrong-audience", "federated-subject-mismatch", "assertion-invalid", "client-assertion-invalid"],
        meanings: [
            Meaning(
                "wrong-audience", "The server says that the token which was presented is for another audience.",
                fix:
                    "Have the token issued with the audience that this server asks for, or have the server trust this audience.",
                references: ["RFC 7523 §3", "RFC 7519 §4.1.3"])
        ])

    static let pending = Topic(
        name: "authorization-pending", codes: ["authorization_pending"],
        words: ["authorization pending", "authorization is pending", "not yet approved", "user has not yet"],
        at: [.token],
        speaksFor: ["authorization-pending"],
        meanings: [
            Meaning(
                "authorization-pending",
                "Nothing is wrong yet: the authorization is pending, the user has not finished it.",
                fix: "Wait for the interval that the device response gave (5 s where it gave none), and poll again.",
                references: ["RFC 8628 §3.5"])
        ])

    static let slowDown = Topic(
        name: "slow-down", codes: ["slow_down", "polling_too_quickly"], words: ["slow down", "polling too"],
        at: [.token], speaksFor: ["slow-down"],
        meanings: [
            Meaning(
                "slow-down",
                "The client polls too often: slow_down means that each interval from now on is 5 seconds longer.",
                fix: "Wait 5 s more between two polls than before, and go on polling with the same device_code.",
                references: ["RFC 8628 §3.5"])
        ])

    static let deviceExpired = Topic(
        name: "device-code-expired", codes: ["expired_token", "code_expired", "expired_device_code"],
        words: ["device code…expired", "device_code…expired", "device code is invalid"], at: [.token],
        speaksFor: ["device-code-expired"],
        meanings: [
            Meaning(
                "device-code-expired", "The device code has expired before the user finished.",
                fix: "Begin again: `device` asks for a new code.", references: ["RFC 8628 §3.5"]
            ) { subject in subject.exchange?.sentParameter("device_code") != nil }
        ])
}
