internal import OAuthCore
package import Script
internal import Workbench

/// The parameters of each message, with what they are for, in the order in which they are offered.
package enum OAuthParameters {
    package static let authorization = [
        ItemShape("scope", "what is asked for (RFC 6749 §3.3)", completes: .scope),
        ItemShape("prompt", "none, login, consent or select_account (OpenID Connect §3.1.2.1)"),
        ItemShape("login_hint", "who is probably going to sign in"),
        ItemShape("audience", "the API that the token is for, where the provider wants it so"),
        ItemShape("resource", "the API that the token is for (RFC 8707)"),
        ItemShape("max_age", "seconds since the user last signed in"),
        ItemShape("acr_values", "how strongly the user must sign in"),
        ItemShape("response_type", "code unless said otherwise (RFC 6749 §3.1.1)"),
        ItemShape("response_mode", "query, fragment or form_post"),
        redirect,
        ItemShape("state", "ties the answer to this request (RFC 6749 §10.12)"),
        ItemShape("nonce", "ties the ID token to this request"),
        ItemShape("code_challenge", "the verifier's hash (RFC 7636 §4.2)"),
        ItemShape("code_challenge_method", "S256 or plain (RFC 7636 §4.3)"),
        ItemShape("client_id", "another client than the chosen one"),
        ItemShape("claims", "the claims that are wanted, as JSON"),
        ItemShape("ui_locales", "the languages of the pages"),
    ]

    package static let exchange =
        [
            ItemShape("code", "another code than the one that came back (RFC 6749 §4.1.3)", completes: .secret),
            ItemShape("code_verifier", "another verifier (RFC 7636 §4.5)", completes: .secret),
            redirect, resource,
            ItemShape("grant_type", "authorization_code unless said otherwise"),
        ] + credentials

    package static let refresh =
        [
            ItemShape("scope", "no more than was granted (RFC 6749 §6)", completes: .scope),
            ItemShape("refresh_token", "another refresh token", completes: .secret),
            resource,
        ] + credentials

    /// Revocation (RFC 7009 §2.1) and introspection (RFC 7662 §2.1).
    package static let revocation =
        [
            ItemShape("token", "another token than the current one", completes: .secret),
            ItemShape("token_type_hint", "access_token or refresh_token"),
        ] + credentials

    package static let client =
        CredentialKind.all.compactMap { kind in
            kind.itemNames.first.map {
                ItemShape($0, "\(kind.about); ? asks for it, =@ reads it from a file", completes: .secret)
            }
        } + [
            ItemShape("name", "what it is called here"),
            ItemShape("redirect", "a registered redirect URI; may be repeated", completes: .redirectURI),
            scope,
        ] + (ProofKind.all.isEmpty ? [] : [proof])

    private static let proof = ItemShape(
        "proof", "how it proves its requests: \(ProofKind.all.map(\.name).joined(separator: ", "))")

    package static let newClient =
        [
            ItemShape("redirect", "where users may be sent back to; may be repeated", completes: .redirectURI), scope,
        ]
        + CredentialKind.all.filter(\.isRegistered).compactMap { kind in
            kind.itemNames.first.map {
                ItemShape(
                    $0, "\(kind.about); its public half is registered; =@ reads it from a file", completes: .secret)
            }
        }

    package static let provider =
        [ItemShape("base_url", "what a path of get, post and the others is added to"), scope] + metadata

    package static let providerSettings =
        [
            ItemShape(
                "api_key", "the account's key, with which clients are managed; ? asks for it", completes: .secret),
            ItemShape("base_url", "what a path of get, post and the others is added to"), scope,
            ItemShape("authentication_method", "how clients prove who they are", completes: .clientAuthentication),
        ] + metadata

    /// The members of a server's metadata.
    private static let metadata = MetadataField.all.map { ItemShape($0.name, "\($0.summary) (\($0.section))") }

    private static let scope = ItemShape("scope", "what it may ask for", completes: .scope)
    private static let resource = ItemShape("resource", "the API that the token is for (RFC 8707)")
    private static let redirect = ItemShape(
        "redirect_uri", "where the answer goes (RFC 6749 §3.1.2)", completes: .redirectURI)
    private static let credentials =
        [ItemShape("client_id", "another client than the chosen one")]
        + CredentialKind.all.compactMap { kind in
            kind.itemNames.first.map { ItemShape($0, "another \(kind.title); ? asks for it", completes: .secret) }
        }
}
