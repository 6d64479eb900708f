internal import Workbench

/// A term of OAuth: what `help oauth TERM` says. To add one, write it in ``all``.
package struct OAuthTerm: Sendable {
    package let name: String
    /// Where it is defined.
    let reference: String
    let text: String
    /// What else it is called.
    package var aliases: [String] = []

    static func named(_ name: String) -> OAuthTerm? {
        let wanted = plain(name)
        return all.first { plain($0.name) == wanted || $0.aliases.contains { plain($0) == wanted } }
    }

    /// Case, blanks, hyphens and underscores make no difference.
    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" }
    }

    package static let all: [OAuthTerm] = [
        OAuthTerm(
            name: "access token", reference: "RFC 6749 §1.4, RFC 6750",
            text:
                "What a client shows to an API instead of the user's password. It stands for a user's consent to some "
                + "scopes, ends after a while, and whoever holds a bearer token can use it: it belongs into the "
                + "Authorization header, never into a URL. To the client it is opaque, even where it is a JWT."),
        OAuthTerm(
            name: "assertion", reference: "RFC 7521, RFC 7522, RFC 7523",
            text:
                "A signed statement of somebody whom the server trusts: a JWT or a SAML assertion. As a grant it says for "
                + "whom tokens are wanted, as client authentication who the client is. It names the server as its "
                + "audience, ends soon, and its jti is good once.", aliases: ["jwt-bearer", "saml-bearer"]),
        OAuthTerm(
            name: "audience", reference: "RFC 7519 §4.1.3, RFC 8707",
            text:
                "Whom a token is for. An API must refuse a token whose aud claim does not name it, or a token for one "
                + "API could be replayed at another. Some providers take a parameter audience, the standard's is "
                + "resource.", aliases: ["aud", "resource", "resource indicator"]),
        OAuthTerm(
            name: "authorization code", reference: "RFC 6749 §4.1, §10.5",
            text:
                "What comes back to the redirect URI after consent. It is short-lived, works once, and is bound to the "
                + "client, the redirect URI and the PKCE challenge. The client redeems it at the token endpoint; a code "
                + "that comes twice should revoke the tokens of the first time.", aliases: ["code"]),
        OAuthTerm(
            name: "authorization endpoint", reference: "RFC 6749 §3.1",
            text: "Where the user's browser is sent, to sign in and consent. The client itself never talks to it, and "
                + "sees only the redirect that follows."),
        OAuthTerm(
            name: "bearer", reference: "RFC 6750",
            text: "A token that needs no further proof: having it is enough. It is sent as Authorization: Bearer TOKEN "
                + "over TLS. A token bound to a key, as with DPoP or mutual TLS, is of no use to a thief."),
        OAuthTerm(
            name: "CIBA", reference: "OpenID CIBA Core 1.0",
            text:
                "A grant without a browser at the client: the client says which user it means, the server asks the user "
                + "on a device of theirs, and the client polls with the auth_req_id. binding_message is what both "
                + "devices show.", aliases: ["backchannel authentication", "auth_req_id"]),
        OAuthTerm(
            name: "client", reference: "RFC 6749 §2",
            text:
                "The application that wants access. A confidential client can keep a secret, as a server can; a public "
                + "one, an app or a page, cannot, and relies on PKCE and exact redirect URIs.",
            aliases: ["confidential client", "public client"]),
        OAuthTerm(
            name: "client authentication", reference: "RFC 6749 §2.3, OpenID Connect Core §9",
            text:
                "How a client proves who it is at the token endpoint: client_secret_basic puts identifier and secret, "
                + "form-encoded, into HTTP Basic; client_secret_post into the body; client_secret_jwt signs an assertion "
                + "with the secret, private_key_jwt with a key (RFC 7523); tls_client_auth shows a certificate (RFC 8705); none is for public clients. Using two at "
                + "once is an error.",
            aliases: [
                "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "client secret",
            ]),
        OAuthTerm(
            name: "client credentials", reference: "RFC 6749 §4.4",
            text:
                "A grant without a user: the client asks for a token in its own name. There is no refresh token, since "
                + "it can ask again."),
        OAuthTerm(
            name: "consent", reference: "RFC 6749 §1.2",
            text:
                "The user's yes to what a client asks for. A user may untick scopes, so the granted scope can be less "
                + "than what was asked; the token response says so."),
        OAuthTerm(
            name: "delegation", reference: "RFC 8693 §4",
            text:
                "That one party acts for another: the token is about the user (sub) and names who acts (act), with those "
                + "who acted before inside it. may_act names who is allowed to. Without act the bearer takes the user's "
                + "place, which is impersonation.", aliases: ["act", "may_act", "impersonation"]),
        OAuthTerm(
            name: "device code", reference: "RFC 8628",
            text: "A grant for devices without a browser: the device shows a short code and a URL, the user enters it "
                + "elsewhere, and the device polls the token endpoint. authorization_pending means go on, slow_down means "
                + "wait five seconds longer each time.", aliases: ["device authorization", "user code"]),
        OAuthTerm(
            name: "discovery", reference: "RFC 8414, OpenID Connect Discovery",
            text:
                "A JSON document at a well-known URL below the issuer that names endpoints and what is supported. Its "
                + "issuer must be the one it was asked for.", aliases: ["metadata", "well-known"]),
        OAuthTerm(
            name: "DPoP", reference: "RFC 9449",
            text:
                "Demonstrating proof of possession: the client signs a small JWT for each request, naming method, URL "
                + "and time, and the token is bound to the key (cnf.jkt). A stolen token is then of no use without the "
                + "key. use_dpop_nonce asks for the server's nonce in the proof.", aliases: ["proof of possession"]),
        OAuthTerm(
            name: "dynamic registration", reference: "RFC 7591, RFC 7592",
            text: "A client registers itself by posting its metadata, and gets its identifier, often a secret, and a "
                + "registration access token to change or delete the registration.", aliases: ["registration"]),
        OAuthTerm(
            name: "grant", reference: "RFC 6749 §1.3",
            text: "What a client shows to get a token: an authorization code, a refresh token, its own credentials, a "
                + "device code, an assertion, another token. grant_type names it.", aliases: ["grant type"]),
        OAuthTerm(
            name: "ID token", reference: "OpenID Connect Core §2",
            text: "A signed JWT that tells the client who signed in, when and how. It is for the client, not for APIs. "
                + "iss, aud, exp and nonce must be checked, and the signature by the issuer's keys.", aliases: ["oidc"]),
        OAuthTerm(
            name: "implicit", reference: "RFC 9700 §2.1.2",
            text: "The old grant that returned a token in the URL's fragment. Tokens leaked through history and "
                + "referrers; the code flow with PKCE has taken its place."),
        OAuthTerm(
            name: "introspection", reference: "RFC 7662",
            text: "An API asks the provider whether a token is active, and for whom and what. For a token that is "
                + "unknown, expired or revoked the answer is active false and nothing else."),
        OAuthTerm(
            name: "issuer", reference: "RFC 8414 §2, RFC 9207",
            text:
                "The provider's identifier: an https URL without query or fragment, compared letter by letter. iss in "
                + "an authorization response tells which provider answered, so that a mix-up is noticed.",
            aliases: ["iss", "mix-up"]),
        OAuthTerm(
            name: "JWKS", reference: "RFC 7517",
            text:
                "The provider's public keys as JSON. kid in a JWT's header names the key; one that is unknown may mean "
                + "that keys were rotated, so the set is fetched once more.", aliases: ["JWK", "key set"]),
        OAuthTerm(
            name: "JWT", reference: "RFC 7519, RFC 8725",
            text: "A JSON Web Token: header, claims and signature, each base64url, with dots between. Anybody can read "
                + "one; only the signature makes it worth something. alg none, or an HMAC made with a public key, must "
                + "never be taken.", aliases: ["claims", "JWS"]),
        OAuthTerm(
            name: "mutual TLS", reference: "RFC 8705",
            text: "The client shows a certificate in the TLS handshake, to authenticate itself, to bind tokens to the "
                + "certificate (cnf.x5t#S256), or both.", aliases: ["mtls", "tls_client_auth"]),
        OAuthTerm(
            name: "nonce", reference: "OpenID Connect Core §3.1.2.1",
            text: "A random value of the authorization request that the ID token must repeat, so that an ID token of "
                + "another flow cannot be slipped in. DPoP has another nonce, which the server gives."),
        OAuthTerm(
            name: "PAR", reference: "RFC 9126",
            text: "Pushed authorization requests: the client posts the parameters to the provider first and sends the "
                + "browser with a request_uri only. Nobody can read or change them on the way, and the client is "
                + "authenticated before the user sees anything.", aliases: ["pushed authorization request"]),
        OAuthTerm(
            name: "password grant", reference: "RFC 6749 §4.3, RFC 9700 §2.4",
            text:
                "The old grant that gave tokens for a user's name and password, which the client saw. It must not be "
                + "used: it teaches users to give their password away, and knows neither a second factor nor consent.",
            aliases: ["resource owner password credentials", "ROPC"]),
        OAuthTerm(
            name: "PKCE", reference: "RFC 7636",
            text: "Proof key for code exchange. The client makes a random code_verifier, sends its SHA-256 as "
                + "code_challenge with the authorization request, and the verifier itself with the code. A stolen code is "
                + "of no use without the verifier. S256 is the method to use; plain protects nothing that was seen.",
            aliases: ["code verifier", "code challenge", "S256"]),
        OAuthTerm(
            name: "prompt", reference: "OpenID Connect Core §3.1.2.1",
            text: "What the provider must show: none nothing at all (login_required comes back if that will not do), "
                + "login the sign-in again, consent the consent again, select_account a choice of accounts."),
        OAuthTerm(
            name: "protected resource", reference: "RFC 6749 §1.1, RFC 9728",
            text: "The API behind the token. It answers 401 with invalid_token if the token will not do, and 403 with "
                + "insufficient_scope if it is good for less than that.", aliases: ["resource server", "API"]),
        OAuthTerm(
            name: "redirect URI", reference: "RFC 6749 §3.1.2, RFC 8252, RFC 9700 §2.1",
            text:
                "Where the browser goes with the answer. It must be registered and is compared letter by letter; only "
                + "the port of a loopback address may differ. The token request repeats the one that was used.",
            aliases: ["callback", "redirect_uri", "loopback"]),
        OAuthTerm(
            name: "refresh token", reference: "RFC 6749 §1.5, §6",
            text:
                "Gets new access tokens without the user. It goes to the token endpoint only, lives long, and must be "
                + "kept as carefully as a password."),
        OAuthTerm(
            name: "refresh token rotation", reference: "RFC 9700 §4.14.2",
            text:
                "Each refresh brings a new refresh token and ends the old one. If an old one comes again somebody has "
                + "a copy, and the provider revokes the whole family. A response that got lost on the way looks the same.",
            aliases: ["rotation"]),
        OAuthTerm(
            name: "resource indicator", reference: "RFC 8707",
            text:
                "The parameter resource: the URI of the API that tokens are for, in the authorization request and in the "
                + "token request, and as often as there are APIs. invalid_target says that the server gives none for it.",
            aliases: ["resource parameter", "invalid_target"]),
        OAuthTerm(
            name: "revocation", reference: "RFC 7009",
            text: "The client gives a token back. The server answers 200 even for one it does not know. Revoking a "
                + "refresh token should end the access tokens that came of it."),
        OAuthTerm(
            name: "scope", reference: "RFC 6749 §3.3",
            text: "What a token may do: names with blanks between, whose case and spelling count and whose order does "
                + "not. The provider may grant less than was asked and must say so then; without a word, what was asked "
                + "is granted."),
        OAuthTerm(
            name: "state", reference: "RFC 6749 §10.12",
            text: "A random value that comes back unchanged with the answer, so that a client takes no answer to a "
                + "request it never made (CSRF). With PKCE and iss it also tells flows apart.", aliases: ["CSRF"]),
        OAuthTerm(
            name: "token endpoint", reference: "RFC 6749 §3.2",
            text: "Where grants become tokens: a POST with a form, the client authenticated, the answer JSON with "
                + "Cache-Control: no-store. Errors are 400 with error, or 401 where the client is not believed."),
        OAuthTerm(
            name: "token exchange", reference: "RFC 8693",
            text: "Trades one token for another: for another audience, for less scope, or to act in somebody's name. "
                + "subject_token is whom it is about, actor_token who acts.", aliases: ["impersonation", "delegation"]),
        OAuthTerm(
            name: "userinfo", reference: "OpenID Connect Core §5.3",
            text:
                "An endpoint that tells about the user whom an access token stands for. Its sub must be that of the ID "
                + "token."),
    ]
}
