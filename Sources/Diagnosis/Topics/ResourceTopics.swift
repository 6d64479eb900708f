internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// What protected resources say of a token, and of what it may do.
extension Topic {
    static let tokenMissing = Topic(
        name: "token-missing",
        codes: ["token_missing", "missing_token", "not_authed", "no_auth", "credentials_required"],
        words: [
            "token not provided", "no token", "token is missing", "missing token", "token missing", "token is required",
            "no access token", "missing access token", "without a token", "no authorization header",
            "missing authorization", "authorization header is missing", "authorization header missing",
            "authorization header not found", "access token was not", "token not found in", "bearer token missing",
            "jwt must be provided", "kein token", "jeton manquant", "token no proporcionado", "no credentials",
            "authentication credentials were not provided", "request is missing required authentication",
            "authorization header required", "missing or empty", "authentication token…missing",
        ], at: Topic.resources,
        speaksFor: ["credential-missing", "header-stripped", "dpop-required"],
        meanings: [
            Meaning(
                "header-stripped",
                "A token was sent, and the application says that none came: something on the way took the Authorization "
                    + "header out, a proxy or the web server that does not hand it on.",
                fix:
                    "Look at the proxy or web server before the application: Apache needs `CGIPassAuth On` or a rewrite rule, "
                    + "a gateway may drop or replace Authorization; call the application directly to compare."
            ) { subject in subject.exchange?.credential.map { !$0.value.isEmpty } ?? false },
            Meaning(
                "credential-missing", "No credential was sent.",
                fix: "Send the access token in the Authorization header.",
                references: ["RFC 6750 §3.1"]),
        ])

    /// The server says that the token has expired.
    package static let expired = Topic(
        name: "token-expired",
        codes: [
            "token_expired", "expired_token", "tokenexpired", "expiredauthenticationtoken", "access_token_expired",
        ],
        numbers: ["AADSTS500133", "IDX10223"],
        words: [
            "expired", "abgelaufen", "expiré", "caducado", "expirado", "期限切れ", "已过期", "scaduto",
            "lifetime validation failed",
            "token is too old", "exp claim",
        ],
        unless: [
            "has not expired", "code has expired", "code expired", "secret", "invalid or expired", "expired or invalid",
        ],
        at: Topic.resources, speaksFor: ["token-expired", "clock-skew", "token-revoked", "wrong-credential"],
        meanings: [
            Meaning(
                "token-expired", "The server says that the token has expired.",
                fix: "Refresh the token, or ask the user again.", references: ["RFC 6750 §3.1"]
            ) { subject in subject.isResourceCall }
        ])

    static let audience = Topic(
        name: "audience", numbers: ["IDX10214", "IDX10208"],
        words: [
            "audience", "\"aud\"", "aud claim", "'aud'", "claim aud", "invalid aud", "unexpected aud",
            "not intended for",
            "token was not issued for", "wrong recipient", "public-ziel", "destinataire", "jwt aud",
        ], at: Topic.resources, isOfToken: true, speaksFor: ["wrong-audience", "token-encrypted", "wrong-credential"],
        meanings: [
            Meaning(
                "wrong-audience", "The server says that the token is for another audience.",
                fix:
                    "Ask for a token for this resource (resource= or audience=, as the server takes it), and compare aud "
                    + "with what the API expects to the character, also the slash at its end.",
                references: ["RFC 8707 §2", "RFC 9068 §4"])
        ])

    static let issuer = Topic(
        name: "issuer", numbers: ["IDX10205", "IDX40001", "AADSTS50013"],
        words: [
            "token issuer", "invalid issuer", "issuer is invalid", "issuer…is invalid", "unknown issuer",
            "untrusted issuer",
            "unexpected issuer", "issuer validation", "issuer mismatch", "issuer does not match",
            "issuer did not match",
            "iss claim", "\"iss\"", "'iss'", "jwt issuer", "issuer is not trusted", "issuer not trusted",
            "wrong issuer",
            "no provider…issuer", "invalid iss", "aussteller", "émetteur", "emisor", "unrecognized issuer",
            "issuer…not match", "unexpected \"iss\"",
            "jwt iss",
        ], at: Topic.resources, isOfToken: true, speaksFor: ["token-issuer", "wrong-credential"],
        meanings: [
            Meaning(
                "token-issuer", "The server says that the token is of another issuer than the one it trusts.",
                fix: "Compare iss of the token with the issuer that the API is configured with, to the character: host "
                    + "names inside and outside of a network, the version of the endpoint (v1, v2), and the slash at the end.",
                references: ["RFC 9068 §4", "RFC 7519 §4.1.1"])
        ])

    static let signature = Topic(
        name: "signature", numbers: ["IDX10511", "IDX10503"],
        words: [
            "signature is invalid", "invalid signature", "signature verification", "signature validation",
            "bad signature",
            "signature mismatch", "invalid token signature", "signature…not valid", "could not verify",
            "signature check failed",
        ], at: Topic.resources,
        isOfToken: true,
        speaksFor: [
            "wrong-audience", "token-issuer", "token-signature", "signing-key-unknown", "resource-keys-stale",
            "wrong-credential",
        ],
        meanings: [
            Meaning(
                "token-signature",
                "The resource server cannot check the signature of the token: it has other keys, or the token is for somebody else.",
                fix:
                    "Compare iss and aud of the token with what the API expects, and its kid with the keys that the issuer publishes.",
                references: ["RFC 7515 §5.2"]
            ) { subject in subject.exchange?.credential != nil }
        ])

    static let key = Topic(
        name: "signing-key", numbers: ["IDX10500", "IDX10501", "IDX10517"],
        words: [
            "publickey for specified kid", "public key…kid", "unable to find a signing key", "signing key…not found",
            "kid…not found",
            "unknown kid", "no matching key", "key id…not found", "no key found", "could not find…key", "jwks",
            "unable to match key",
            "signature key was not found", "unable to retrieve…keys", "no suitable key", "failed to fetch…keys",
            "unrecognized key",
            "kid…unknown",
        ], at: Topic.resources.union([.token]), isOfToken: true,
        speaksFor: ["signing-key-unknown", "resource-keys-stale"],
        meanings: [
            Meaning(
                "resource-keys-stale", at: Topic.resources,
                "The resource server does not have the public key of the token's kid: it has not fetched the issuer's keys, or holds old ones.",
                fix: "Have the API fetch the issuer's JWKS again, and check that it can reach the jwks_uri.",
                references: ["RFC 7517 §5"]),
            Meaning(
                "signing-key-unknown", "The server does not find the key that the JWT was signed with.",
                fix: "Publish or register the public key with the kid of the JWT.", references: ["RFC 7517 §4.5"]),
        ])

    static let encrypted = Topic(
        name: "token-form", codes: ["invalid_compact_jws"],
        words: [
            "invalid compact jws", "jwt malformed", "malformed jwt", "not a jwt", "invalid jwt", "not well formed",
            "jwt…segments",
            "wrong number of segments", "invalid token format", "unable to decode", "jwt format", "not enough segments",
            "idx12741", "cannot decode", "jwt string", "malformed token", "jws",
        ], at: Topic.resources,
        speaksFor: ["token-encrypted", "wrong-credential", "token-opaque", "wrong-audience", "token-form"],
        meanings: [
            Meaning(
                "token-encrypted",
                "The access token is encrypted (a JWE of five parts), and the resource server expects a signed JWT: the token "
                    + "was given for another audience, the authorization server's own.",
                fix: "Ask for a token for this API: authorize with the audience or resource of the API.",
                references: ["RFC 7516 §3", "RFC 9068 §2"]
            ) { subject in subject.sentJWEHeader != nil },
            Meaning(
                "token-form",
                "The resource server expects a JWT, and the token that was sent is not one that it can read.",
                fix:
                    "Ask for a token for this API (audience or resource): opaque tokens are for the authorization server's own endpoints.",
                references: ["RFC 9068 §2"]
            ) { subject in subject.exchange?.credential != nil },
        ])

    static let scopeShort = Topic(
        name: "scope-short",
        codes: [
            "insufficient_scope", "missing_scope", "access_token_scope_insufficient", "insufficientpermissions",
            "insufficient_permissions", "insufficientscope", "no_permission", "missing_scopes",
        ],
        words: [
            "scope does not match", "insufficient scope", "missing…scope", "scope…missing", "required scope",
            "requires…scope",
            "insufficient authentication scopes", "scope…required", "lacks…scope", "scope…insufficient", "scope is not",
            "not have…scope",
            "requires one of the scopes", "bad token scope", "needed scope", "scopes…required", "fehlender scope",
        ], at: Topic.resources,
        speaksFor: ["scope-insufficient", "consent-narrowed", "scope-not-granted-again"],
        meanings: [
            Meaning(
                "scope-insufficient", "The server says that the token lacks a scope.",
                fix: "Authorize again with the scope that the API names.", references: ["RFC 6750 §3.1"])
        ])

    static let permission = Topic(
        name: "permission",
        codes: ["permission_denied", "forbidden", "not_allowed_token_type", "access_denied"],
        words: [
            "does not have permission", "not authorized to", "permission denied", "access denied", "not have access",
            "not permitted", "caller does not have", "keine berechtigung", "accès refusé", "acceso denegado",
            "no permission",
        ], at: Topic.resources,
        speaksFor: ["resource-forbidden", "consent-narrowed", "scope-insufficient"], meanings: [])

    static let apiDisabled = Topic(
        name: "api-disabled", codes: ["service_disabled", "accessnotconfigured", "api_disabled"],
        words: [
            "has not been used in project", "api…disabled", "api is not enabled", "api not enabled",
            "enable it by visiting",
            "api has not been enabled", "service is disabled", "not activated",
        ], at: Topic.resources, speaksFor: ["api-disabled"],
        meanings: [
            Meaning(
                "api-disabled",
                "The API is disabled for the project or account of the client: the token and its scope are not what is wrong.",
                fix: "Enable the API for the project at the provider, wait some minutes, and call again.")
        ])

    static let plan = Topic(
        name: "plan",
        codes: ["payment_required", "plan_required", "upgrade_required", "quota_exceeded", "insufficient_quota"],
        words: [
            "your plan", "upgrade your", "subscription", "payment required", "quota", "not available on", "billing",
            "trial",
        ],
        at: Topic.resources, speaksFor: ["resource-forbidden", "plan-needed", "rate-limited"],
        meanings: [
            Meaning(
                "plan-needed", "The account's plan or quota does not allow this call.",
                fix: "Look at the plan and the quota of the account; another token does not help.")
        ])

    static let headerMissing = Topic(
        name: "header-missing", codes: ["missing_version", "missing_header"],
        words: [
            "header failed validation", "header should be defined", "missing header", "header is required",
            "header…missing",
            "required header", "header must be", "missing…header",
        ], unless: ["authorization header", "authorization"], at: Topic.resources.union([.token]),
        speaksFor: ["header-missing", "request-refused"],
        meanings: [
            Meaning(
                "header-missing", "The server asks for a header that the request does not have.",
                fix: "Send the header that the server names: NAME:VALUE behind the URL.")
        ])

    static let stepUp = Topic(
        name: "step-up", codes: ["insufficient_user_authentication"],
        words: [
            "more recent authentication", "different authentication level", "step-up", "stronger authentication",
            "reauthentication required",
        ],
        at: Topic.resources, speaksFor: ["step-up-needed"],
        meanings: [
            Meaning(
                "step-up-needed",
                "The resource wants the user to sign in again, or by stronger means, before it takes the token.",
                fix: "Authorize again with the acr_values or max_age that the challenge names.",
                references: ["RFC 9470 §3"])
        ])

    static let dpopNonce = Topic(
        name: "dpop-nonce", codes: ["use_dpop_nonce"],
        words: ["nonce in dpop", "dpop nonce", "dpop-nonce", "nonce…dpop"],
        speaksFor: ["dpop-nonce", "dpop-nonce-missing", "dpop-nonce-stale", "dpop-proof-invalid"],
        meanings: [
            Meaning(
                "dpop-nonce-stale",
                "The nonce of the DPoP proof is an old one: the server gives another in DPoP-Nonce.",
                fix: "Make a new proof with the newest nonce that this server gave, and repeat the request.",
                references: ["RFC 9449 §8"]
            ) { subject in subject.exchange?.dpopProof?.claims["nonce"] != nil },
            Meaning(
                "dpop-nonce-missing", "The server wants its nonce in the DPoP proof, and the proof has none.",
                fix: "Repeat the request with a new proof that has the nonce of the DPoP-Nonce header.",
                references: ["RFC 9449 §8"]),
        ])

    static let dpopProof = Topic(
        name: "dpop-proof", codes: ["invalid_dpop_proof", "dpop_proof_invalid", "invalid_proof"],
        words: [
            "dpop proof", "dpop header", "invalid dpop", "dpop…missing", "dpop…required", "proof of possession", "dpop",
        ],
        speaksFor: [
            "dpop-proof-invalid", "dpop-required", "token-type", "dpop-nonce", "dpop-nonce-missing", "dpop-nonce-stale",
            "clock-skew",
        ],
        meanings: [
            Meaning(
                "dpop-required", "The server wants a DPoP proof, and the request has none.",
                fix: "Use a token that is bound to a key, with the scheme DPoP and a proof for each request.",
                references: ["RFC 9449 §7"]
            ) { subject in subject.exchange?.request.headers["DPoP"] == nil },
            Meaning(
                "dpop-proof-invalid", "The server does not take the DPoP proof.",
                fix: "Compare htm, htu, iat, jti and ath of the proof with RFC 9449 §4.3.",
                references: ["RFC 9449 §4.3"]),
        ])

    static let nonce = Topic(
        name: "nonce",
        words: [
            "nonce required", "nonce is required", "missing nonce", "nonce…missing", "nonce must be", "invalid nonce",
            "nonce…required", "missing 'nonce'", "missing \"nonce\"", "missing parameter: nonce",
            "missing required parameter: nonce",
        ],
        unless: ["dpop"], at: Topic.front.union([.pushed]), speaksFor: ["nonce-missing"],
        meanings: [
            Meaning(
                "nonce-missing", "The server wants a nonce with the authorization request.",
                fix: "Send a nonce (authorize sends one by itself where the scope has openid).",
                references: ["OpenID Connect Core §3.1.2.1"])
        ])

    static let clock = Topic(
        name: "clock",
        words: [
            "not yet valid", "used before", "clock skew", "not valid yet", "issued in the future", "nbf claim",
            "iat claim", "token is not active yet",
        ],
        speaksFor: ["clock-skew", "dpop-proof-invalid", "assertion-invalid", "client-assertion-invalid"],
        meanings: [
            Meaning(
                "clock-skew", "The server says that the token is not valid yet: its clock and the issuer's differ.",
                fix: "Have the clocks set right (NTP); wait for the difference meanwhile.",
                references: ["RFC 7519 §4.1.5"])
        ])

    static let revoked = Topic(
        name: "token-revoked", codes: ["token_revoked", "revoked_token", "account_inactive"],
        words: [
            "revoked", "widerrufen", "révoqué", "revocado", "logged out", "session has been terminated",
            "user has signed out", "blacklisted",
        ],
        at: Topic.resources,
        speaksFor: ["token-revoked", "wrong-credential"],
        meanings: [
            Meaning(
                "token-revoked", "The server says that the token was revoked.", fix: "Ask the user again.",
                references: ["RFC 6750 §3.1"])
        ])

    static let apiKey = Topic(
        name: "api-key",
        words: ["api key", "api_key", "apikey", "x-api-key", "unrecognized login or wrong password", "api token"],
        at: Topic.resources,
        speaksFor: ["wrong-credential", "credential-refused", "credential-missing"],
        meanings: [
            Meaning(
                "credential-refused", "The server does not take the API key that was sent.",
                fix:
                    "Compare the key with the one that the provider shows, and its environment (test, live) with this server's."
            ) { subject in subject.exchange?.hasOwnCredentialHeader == true || subject.exchange?.credential != nil }
        ])

    static let environment = Topic(
        name: "deployment",
        words: [
            "test mode", "live mode", "sandbox api key", "production api key", "wrong environment",
            "different environment",
            "test key", "live key",
            "deployment_not_found", "deployment…not",
        ], speaksFor: ["wrong-environment", "wrong-credential"],
        meanings: [
            Meaning(
                "wrong-environment",
                "The credential is of another environment (test, live, another deployment) than the server.",
                fix: "Use the credentials of the environment that is called, or call the other one.")
        ])

    static let rate = Topic(
        name: "rate", codes: ["rate_limit_exceeded", "too_many_requests", "ratelimited", "rate_limited"],
        words: ["too many requests", "rate limit", "rate-limit", "throttl"],
        speaksFor: ["rate-limited", "slow-down", "user-agent-refused", "client-blocked"], meanings: [])

    static let emailUnverified = Topic(
        name: "email-unverified",
        words: [
            "email_verified", "email not verified", "email is not verified", "email address is not verified",
            "verify your email",
        ],
        speaksFor: ["claim-refused"],
        meanings: [
            Meaning(
                "claim-refused", "The server says that the user's email address is not verified (email_verified).",
                fix:
                    "Have the user's address verified at the provider, or have the resource name users by another claim."
            )
        ])
}
