internal import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension LintCheck {
    private static let metadata = "RFC 7591 §2"
    private static let openID = "OpenID Connect Dynamic Client Registration §2"

    /// Where a client's responses go.
    static let clientRedirects: [LintCheck] = [
        .client(.wrong, "redirect-uri-wildcard", "RFC 9700 §2.1", "a redirect URI has no wildcard") { document in
            document.each(document.redirects, { $0.text.contains("*") }) { "\(document.shown($0.text)) has a wildcard" }
        },
        .client(.wrong, "redirect-uri-fragment", "RFC 6749 §3.1.2", "a redirect URI has no fragment") { document in
            document.each(document.redirects, { $0.text.contains("#") }) { "\(document.shown($0.text)) has a fragment" }
        },
        .client(.wrong, "redirect-uri-relative", "RFC 6749 §3.1.2", "a redirect URI is absolute") { document in
            document.each(document.redirects, { $0.isRelative || $0.text.isEmpty }) {
                "\u{201C}\(document.shown($0.text))\u{201D} is not an absolute URI"
            }
        },
        .client(.wrong, "redirect-uri-scheme", "RFC 9700 §2.1", "a redirect URI runs no code") { document in
            document.each(
                document.redirects,
                { ["javascript", "data", "file", "vbscript", "blob", "about"].contains($0.scheme ?? "") }
            ) {
                "\(document.shown($0.text)) has the scheme \($0.scheme ?? ""):, which no server may redirect to"
            }
        },
        .client(.wrong, "redirect-uri-insecure", "RFC 9700 §2.6", "a redirect URI is https or on loopback") {
            document in
            document.each(document.redirects, { $0.isInsecure }) { "\(document.shown($0.text)) is http" }
        },
        .client(.weak, "redirect-uri-localhost", "RFC 8252 §8.3", "a redirect URI on loopback names the address") {
            document in
            document.each(document.redirects, { $0.parts?.host.lowercased() == "localhost" }) {
                "\(document.shown($0.text)) names localhost; use 127.0.0.1"
            }
        },
        .client(.wrong, "redirect-uri-userinfo", "RFC 9700 §2.1", "a redirect URI has no user name") { document in
            document.each(document.redirects, { $0.parts?.userinfo != nil }) {
                "\(document.shown($0.text)) has a user name before an @"
            }
        },
        .client(.wrong, "redirect-uri-placeholder", "RFC 6749 §3.1.2", "a redirect URI has no placeholder") {
            document in
            document.each(document.redirects, { $0.placeholder != nil }) {
                "\(document.shown($0.text)) has the placeholder \(document.shown($0.placeholder ?? ""))"
            }
        },
        .client(.wrong, "redirect-uri-white-space", "RFC 3986 §2", "a redirect URI has no white space") { document in
            document.each(document.redirects, { $0.hasWhiteSpace }) {
                "\u{201C}\(document.shown($0.text))\u{201D} has white space in it"
            }
        },
        .client(.wrong, "redirect-uri-encoded", "RFC 3986 §2.1", "a redirect URI is not percent-encoded as a whole") {
            document in
            document.each(
                document.redirects, { $0.text.lowercased().contains("%3a%2f%2f") && !$0.text.contains("://") }
            ) { "\(document.shown($0.text)) is percent-encoded as a whole" }
        },
        .client(.wrong, "redirect-uri-malformed", "RFC 3986 §3", "a redirect URI has a host") { document in
            document.each(document.redirects, { $0.isMalformed && !$0.text.contains("*") }) {
                "\(document.shown($0.text)) is not a URL with a host"
            }
        },
        .client(.weak, "redirect-uri-private-scheme", "RFC 8252 §7.1", "a private scheme is a reversed domain name") {
            document in
            document.each(
                document.redirects,
                { uri in
                    guard let scheme = uri.scheme, !uri.isHTTP else { return false }
                    return !scheme.contains(".")
                        && !["javascript", "data", "file", "vbscript", "blob", "about", "urn"].contains(scheme)
                }
            ) {
                "\(document.shown($0.text)) has the private scheme \($0.scheme ?? ""):, which is not a reversed domain name, so that another app may take it"
            }
        },
        .client(.weak, "redirect-uri-repeated", metadata, "each redirect URI is listed once") { document in
            Set(document.redirects.map(\.text)).count < document.redirects.count
                ? ["a redirect URI is listed more than once"] : []
        },
        .client(.wrong, "redirect-uris-missing", metadata, "a client of redirects has a redirect URI") { document in
            let grants = document.has("grant_types") ? document.texts("grant_types") : ["authorization_code"]
            return document.isWhole && document.redirects.isEmpty
                && (grants.contains("authorization_code") || grants.contains("implicit"))
                ? ["redirect_uris is missing, which the authorization code grant needs"] : []
        },
        .client(
            .weak, "post-logout-insecure", "OpenID Connect RP-Initiated Logout §3.1",
            "users come back from logout by https"
        ) { document in
            document.texts("post_logout_redirect_uris").map { LintURL("post_logout_redirect_uris", $0) }.filter {
                $0.isInsecure || $0.isRelative
            }
            .map { "post_logout_redirect_uris has \(document.shown($0.text)), which is not https" }
        },
        .client(.wrong, "application-type-web", openID, "a web application has neither loopback nor private schemes") {
            document in
            guard document.text("application_type") == "web" else { return [] }
            return document.each(document.redirects, { $0.scheme != nil && $0.scheme != "https" }) {
                "application_type is web, and \(document.shown($0.text)) is not https; for an app it is native"
            }
        },
        .client(
            .weak, "application-type-missing", openID, "an app with loopback or private schemes says that it is native"
        ) { document in
            document.isWhole && !document.has("application_type")
                && document.redirects.contains {
                    $0.scheme != nil && ($0.scheme != "https" || $0.parts?.isLoopback == true)
                }
                ? ["application_type is missing, and means web, though a redirect URI is an app's; set native"] : []
        },
        .client(.wrong, "application-type-unknown", openID, "application_type is web or native") { document in
            document.text("application_type").map {
                ["web", "native"].contains($0) ? [] : ["application_type has the unknown value \(document.shown($0))"]
            } ?? []
        },
    ]

    /// What a client is, and how it proves it.
    static let clientMembers: [LintCheck] = [
        .client(.wrong, "client-member-type", metadata, "each member has the type that its standard gives it") {
            $0.wrongTypes
        },
        .client(.wrong, "client-member-null", metadata, "a member that has no value is left out") { $0.nulls },
        .client(.weak, "client-member-misspelt", metadata, "members have their registered names") { document in
            document.isWhole ? document.misspelt : []
        },
        .client(.weak, "secret-short", "RFC 6749 §10.10", "a client secret cannot be guessed") { document in
            document.text("client_secret").flatMap {
                $0.utf8.count < 16
                    ? ["the client secret has \($0.utf8.count.counted("byte")), which may be guessed"] : nil
            } ?? []
        },
        .client(.wrong, "client-auth-method", "RFC 8414 §2", "the server takes the client's authentication method") {
            document in
            guard let method = document.text("token_endpoint_auth_method"),
                document.isWhole || document.has("client_secret"),
                let listed = document.server?.tokenEndpointAuthMethodsSupported, !listed.contains(method)
            else { return [] }
            return ["the provider does not list \(document.shown(method))"]
        },
        .client(.weak, "client-auth-unknown", "RFC 7591 §4.2.2", "the authentication method is a registered one") {
            document in
            document.text("token_endpoint_auth_method").map {
                LintDocument.authMethods.contains($0)
                    ? [] : ["token_endpoint_auth_method has the unknown value \(document.shown($0))"]
            } ?? []
        },
        .client(.note, "client-auth-encoding", "RFC 6749 §2.3.1", "id and secret need no encoding in HTTP Basic") {
            document in
            guard let secret = document.text("client_secret"),
                document.text("token_endpoint_auth_method") != "client_secret_post"
            else { return [] }
            let id = document.text("client_id") ?? ""
            return FormCoding.encode(secret) != secret || FormCoding.encode(id) != id
                ? ["id or secret has characters that HTTP Basic must encode, which some servers do not undo"] : []
        },
        .client(.weak, "client-secret-unused", metadata, "a public client has no secret") { document in
            document.text("token_endpoint_auth_method") == "none" && document.has("client_secret")
                ? ["token_endpoint_auth_method is none, and there is a client_secret"] : []
        },
        .client(.wrong, "client-keys-missing", metadata, "a client that signs has its keys registered") { document in
            let methods = ["private_key_jwt", "self_signed_tls_client_auth"]
            guard document.isWhole, let method = document.text("token_endpoint_auth_method"), methods.contains(method)
            else { return [] }
            return document.has("jwks") || document.has("jwks_uri")
                ? [] : ["token_endpoint_auth_method is \(method), and neither jwks nor jwks_uri is there"]
        },
        .client(.wrong, "client-keys-twice", metadata, "jwks and jwks_uri do not come together") { document in
            document.has("jwks") && document.has("jwks_uri") ? ["jwks and jwks_uri come together"] : []
        },
        .client(.wrong, "client-keys-private", "RFC 7517 §9.2", "registered keys are public") { document in
            (document.value("jwks")?["keys"]?.elements ?? []).contains { $0["d"] != nil || $0["k"] != nil }
                ? ["jwks has a private or symmetric key in it: take it as known to others"] : []
        },
        .client(.wrong, "client-keys-insecure", metadata, "jwks_uri is https") { document in
            document.text("jwks_uri").map { LintURL("jwks_uri", $0) }.flatMap {
                !$0.isHTTP || $0.isInsecure ? ["jwks_uri is not an https URL"] : nil
            } ?? []
        },
        .client(.wrong, "client-auth-alg-none", openID, "client assertions are signed") { document in
            document.text("token_endpoint_auth_signing_alg")?.lowercased() == "none"
                ? ["token_endpoint_auth_signing_alg is none"] : []
        },
        .client(.weak, "client-alg-none", openID, "what the client gets and sends is signed") { document in
            ["id_token_signed_response_alg", "request_object_signing_alg", "authorization_signed_response_alg"].filter {
                document.text($0)?.lowercased() == "none"
            }
            .map { "\($0) is none: nobody can tell who made it" }
        },
        .client(.weak, "client-implicit", "RFC 9700 §2.1.2", "a client does not use the implicit grant") { document in
            let asks =
                document.texts("grant_types").contains("implicit")
                || document.texts("response_types").contains { $0.split(separator: " ").contains("token") }
            return asks ? ["the client is registered for the implicit grant"] : []
        },
        .client(.weak, "client-password", "RFC 9700 §2.4", "a client does not use the password grant") { document in
            document.texts("grant_types").contains("password")
                ? ["the client is registered for the password grant"] : []
        },
        .client(.wrong, "client-public-credentials", "RFC 6749 §4.4", "a public client does not use client credentials")
        { document in
            document.text("token_endpoint_auth_method") == "none"
                && document.texts("grant_types").contains("client_credentials")
                ? ["grant_types has client_credentials, and token_endpoint_auth_method is none"] : []
        },
        .client(.wrong, "client-response-grant", "RFC 7591 §2.1", "response types and grants go together") { document in
            guard document.has("response_types"), document.has("grant_types") else { return [] }
            let wantsCode = document.texts("response_types").contains { $0.split(separator: " ").contains("code") }
            let hasGrant = document.texts("grant_types").contains("authorization_code")
            if wantsCode == hasGrant { return [] }
            return [
                wantsCode
                    ? "response_types has code, and grant_types lacks authorization_code"
                    : "grant_types has authorization_code, and response_types lacks code"
            ]
        },
        .client(.wrong, "client-scope-separator", metadata, "scopes are divided by spaces") { document in
            document.text("scope").flatMap {
                $0.contains(",") ? ["scope has a comma; scopes are divided by spaces"] : nil
            } ?? []
        },
        .client(.note, "scope-unlisted", "RFC 8414 §2", "the server lists the client's scopes") { document in
            guard let scope = document.text("scope").map({ Scope($0) }),
                let supported = document.server?.scopesSupported.map({ Scope($0) }), !supported.covers(scope)
            else { return [] }
            return ["the provider does not list \(document.shown(scope.subtracting(supported).text))"]
        },
        .client(.note, "client-name-missing", metadata, "client_name says to people what it is") { document in
            document.isWhole && !document.has("client_name") ? ["client_name is missing, which consent pages show"] : []
        },
        .client(.weak, "client-link-insecure", metadata, "links for people are https") { document in
            ["client_uri", "logo_uri", "tos_uri", "policy_uri"].filter { name in
                document.text(name).map { LintURL(name, $0) }.map { !$0.isHTTP || $0.isInsecure } ?? false
            }.map { "\($0) is not an https URL" }
        },
        .client(.wrong, "client-endpoint-insecure", "RFC 9700 §2.6", "what the server calls is https") { document in
            [
                "backchannel_logout_uri", "frontchannel_logout_uri", "initiate_login_uri", "sector_identifier_uri",
                "backchannel_client_notification_endpoint",
            ].filter { name in
                document.text(name).map { LintURL(name, $0) }.map { !$0.isHTTP || $0.isInsecure } ?? false
            }.map { "\($0) is not an https URL" }
        },
        .client(.wrong, "client-placeholder", metadata, "client_id has no placeholder") { document in
            document.text("client_id").flatMap { Placeholder(in: $0, of: "client_id") }.map {
                ["client_id has the placeholder \($0.text)"]
            } ?? []
        },
    ]

    /// A document whose address is the client's id.
    static let clientDocument: [LintCheck] = [
        .client(
            .wrong, "document-id-mismatch", "Client ID Metadata Document §4.1",
            "client_id is the document's own address"
        ) { document in
            guard let place = document.place, let id = document.text("client_id"), id.contains("://"), id != place
            else { return [] }
            let words = Difference("address", place, "client_id", id)?.words ?? "they differ"
            return ["client_id is not the address of the document: \(words)"]
        },
        .client(
            .wrong, "document-id-insecure", "Client ID Metadata Document §3", "client_id is an https URL with a path"
        ) { document in
            guard let id = document.documentID else { return [] }
            return id.scheme != "https" || (id.parts?.path ?? "").isEmpty || id.parts?.path == "/"
                ? ["client_id must be an https URL with a path"] : []
        },
        .client(
            .wrong, "document-id-malformed", "Client ID Metadata Document §3",
            "client_id has no fragment, user name or dot segment"
        ) { document in
            guard let id = document.documentID else { return [] }
            let hasDots = id.parts?.path.split(separator: "/").contains { $0 == "." || $0 == ".." } ?? false
            return id.text.contains("#") || id.parts?.userinfo != nil || hasDots
                ? ["client_id has a fragment, a user name or a dot segment"] : []
        },
        .client(
            .wrong, "document-secret", "Client ID Metadata Document §4.1",
            "a document that everybody reads has no secret"
        ) { document in
            guard document.documentID != nil else { return [] }
            let method = document.text("token_endpoint_auth_method") ?? ""
            return document.has("client_secret") || method.hasPrefix("client_secret")
                ? ["the document has a client secret or a method that needs one, and everybody can read it"] : []
        },
    ]
}

extension LintDocument {
    fileprivate var redirects: [LintURL] { texts("redirect_uris").map { LintURL("redirect_uris", $0) } }

    /// The id of a client whose metadata stands at that address.
    fileprivate var documentID: LintURL? {
        guard isWhole, let id = text("client_id"), id.contains("://") else { return nil }
        return LintURL("client_id", id)
    }
}
