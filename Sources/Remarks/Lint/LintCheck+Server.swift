internal import Diagnosis
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension LintCheck {
    private static let metadata = "RFC 8414 §2"
    private static let openID = "OpenID Connect Discovery §3"

    /// The members as such: their types, and whether those are there that others need.
    static let serverMembers: [LintCheck] = [
        .server(.wrong, "member-type", metadata, "each member has the type that its standard gives it") {
            $0.wrongTypes
        },
        .server(.wrong, "member-null", metadata, "a member that has no value is left out") { $0.nulls },
        .server(.weak, "list-empty", "RFC 8414 §3.2", "a list without elements is left out") { $0.emptyLists },
        .server(.weak, "list-repeated", metadata, "a list has each value once") { $0.repeated },
        .server(.wrong, "list-white-space", metadata, "a value of a list has no white space in it") {
            $0.whiteSpace(except: ["response_types_supported"])
        },
        .server(.weak, "member-misspelt", metadata, "members have their registered names") { $0.misspelt },
        .server(.wrong, "response-types-missing", metadata, "response_types_supported is there") { document in
            document.isWhole && !document.has("response_types_supported")
                ? ["response_types_supported is missing, which is required"] : []
        },
        .server(.note, "scopes-missing", metadata, "scopes_supported says what can be asked for") { document in
            document.isWhole && !document.has("scopes_supported")
                ? ["scopes_supported is missing: a client cannot know what to ask for"] : []
        },
        .server(.wrong, "subject-types-missing", openID, "an OpenID provider says subject_types_supported") {
            document in
            document.isWhole && document.isOpenID && !document.has("subject_types_supported")
                ? ["subject_types_supported is missing, which an OpenID provider must have"] : []
        },
        .server(
            .wrong, "id-token-algs-missing", openID, "an OpenID provider says id_token_signing_alg_values_supported"
        ) { document in
            document.isWhole && document.isOpenID && !document.has("id_token_signing_alg_values_supported")
                ? ["id_token_signing_alg_values_supported is missing, which an OpenID provider must have"] : []
        },
        .server(.weak, "openid-unlisted", openID, "an OpenID provider lists the scope openid") { document in
            document.isWhole && document.isOpenID && document.has("scopes_supported")
                && !document.texts("scopes_supported").contains("openid")
                ? ["scopes_supported lacks openid, which an OpenID provider must list"] : []
        },
        .server(.weak, "subject-type-unknown", openID, "subject types are public and pairwise") { document in
            document.unknown("subject_types_supported", ["public", "pairwise"])
        },
        .server(.weak, "sub-unlisted", openID, "claims_supported has sub") { document in
            document.has("claims_supported") && !document.texts("claims_supported").isEmpty
                && !document.texts("claims_supported").contains("sub")
                ? ["claims_supported lacks sub, which every ID token has"] : []
        },
        .server(.wrong, "signed-metadata-malformed", "RFC 8414 §2.1", "signed_metadata is a JWT") { document in
            document.text("signed_metadata").map {
                (try? JWTParts(reading: $0)) == nil ? ["signed_metadata is not a JWT that can be read"] : []
            } ?? []
        },
        .server(.weak, "link-malformed", metadata, "links for people are web addresses") { document in
            ["service_documentation", "op_policy_uri", "op_tos_uri"].filter { name in
                document.text(name).map { !LintURL(name, $0).isHTTP } ?? false
            }.map { "\($0) is not a web address" }
        },
        .server(.weak, "protected-resource-malformed", "RFC 9728 §4", "protected_resources are https URLs") {
            document in
            document.texts("protected_resources").map { LintURL("protected_resources", $0) }.filter {
                !$0.isHTTP || $0.isInsecure || $0.parts?.fragment != nil
            }
            .map { "protected_resources has \(document.shown($0.text)), which is not an https URL without fragment" }
        },
    ]

    /// The issuer identifier.
    static let serverIssuer: [LintCheck] = [
        .server(.wrong, "issuer-missing", metadata, "a document names its issuer") { document in
            document.isWhole && !document.has("issuer") ? ["issuer is missing, which is required"] : []
        },
        .server(.weak, "issuer-unknown", metadata, "the issuer is known") { document in
            !document.isWhole && !document.has("issuer")
                ? ["the issuer is not known, so that no response can be checked against it"] : []
        },
        .server(.wrong, "issuer-relative", metadata, "the issuer is a URL") { document in
            document.issuer.flatMap { !$0.isHTTP ? ["issuer \(document.shown($0.text)) is not an https URL"] : nil }
                ?? []
        },
        .server(.wrong, "issuer-insecure", metadata, "the issuer is https") { document in
            document.issuer.flatMap { $0.isInsecure ? ["the issuer \(document.shown($0.text)) is not https"] : nil }
                ?? []
        },
        .server(.wrong, "issuer-malformed", metadata, "the issuer has neither query nor fragment") { document in
            document.issuer.flatMap {
                $0.text.contains { "?#".contains($0) } ? ["the issuer has a query or a fragment"] : nil
            } ?? []
        },
        .server(.wrong, "issuer-userinfo", metadata, "the issuer has no user name") { document in
            document.issuer?.parts?.userinfo != nil ? ["the issuer has a user name before an @"] : []
        },
        .server(.wrong, "issuer-placeholder", "RFC 8414 §3.3", "the issuer has no placeholder") { document in
            document.issuer?.placeholder.map {
                [
                    "the issuer has the placeholder \(document.shown($0)), so that no token's iss is equal to it; a tenant's own document names the tenant"
                ]
            } ?? []
        },
        .server(.wrong, "issuer-is-document", metadata, "the issuer is not the address of its document") { document in
            document.issuer?.text.contains("/.well-known/") == true
                ? ["the issuer is the address of a document: it has /.well-known/ in it"] : []
        },
        .server(.wrong, "issuer-elsewhere", "RFC 8414 §3.3", "the document stands where its issuer implies") {
            document in
            guard let place = document.place, place.contains("/.well-known/"), let issuer = document.issuer else {
                return []
            }
            let implied = MetadataPlace.issuers(of: place)
            guard let first = implied.first, !implied.contains(where: { $0.utf8.elementsEqual(issuer.text.utf8) })
            else { return [] }
            let words = Difference("implied", first, "issuer", issuer.text)?.words ?? "they differ"
            return [
                "the issuer is \(document.shown(issuer.text)), and the document's place implies \(document.shown(first)): \(words)"
            ]
        },
        .server(.note, "issuer-slash", metadata, "whether the issuer ends with a slash") { document in
            document.issuer?.text.hasSuffix("/") == true
                ? ["the issuer ends with a slash, which iss must have too: issuers are compared byte for byte"] : []
        },
        .server(.weak, "issuer-case", metadata, "the issuer's host is in lower case") { document in
            !document.isWhole
                ? []
                : document.issuer?.parts.flatMap {
                    $0.host != $0.host.lowercased() || $0.scheme != $0.scheme.lowercased()
                        ? ["the issuer's host has capitals, and issuers are compared byte for byte"] : nil
                } ?? []
        },
        .server(.weak, "issuer-port", metadata, "the issuer writes no port that goes without saying") { document in
            document.issuer?.parts.flatMap {
                ($0.scheme == "https" && $0.port == 443) || ($0.scheme == "http" && $0.port == 80)
                    ? ["the issuer has a port that goes without saying, and issuers are compared byte for byte"] : nil
            } ?? []
        },
        .server(.weak, "no-iss", "RFC 9700 §4.4.2", "callbacks name their issuer") { document in
            document.has("issuer") && document.text("authorization_endpoint") != nil
                && !document.flag("authorization_response_iss_parameter_supported")
                ? ["callbacks do not name their issuer: with several servers, use a redirect URI for each"] : []
        },
    ]

    /// The endpoints, each as a URL.
    static let serverEndpoints: [LintCheck] = [
        .server(.wrong, "endpoint-missing", metadata, "the endpoints that the grants need are there") {
            $0.missingEndpoints
        },
        .server(.note, "no-flow", metadata, "a flow can begin at the server") { document in
            document.hasNoFlow
                ? [
                    "there is neither authorization_endpoint nor token_endpoint: no flow can begin here, and tokens can be verified by jwks_uri"
                ] : []
        },
        .server(.wrong, "endpoint-empty", metadata, "an endpoint is not empty") { document in
            document.each(document.endpoints, { $0.text.isEmpty }) { "\($0.name) is empty" }
        },
        .server(.wrong, "endpoint-relative", metadata, "an endpoint is an absolute URL") { document in
            document.each(document.endpoints, { $0.isRelative && $0.placeholder == nil }) {
                "\($0.name) is \(document.shown($0.text)), which is not an absolute URL"
            }
        },
        .server(.wrong, "endpoint-scheme", metadata, "an endpoint has the scheme https") { document in
            document.each(document.endpoints, { $0.scheme != nil && !$0.isHTTP }) {
                "\($0.name) has the scheme \(document.shown($0.scheme ?? "")):, and not https"
            }
        },
        .server(.wrong, "endpoint-malformed", metadata, "an endpoint is a URL with a host") { document in
            document.each(document.endpoints, { $0.isMalformed }) {
                "\($0.name) is \(document.shown($0.text)), which is not a URL with a host"
            }
        },
        .server(.wrong, "endpoint-insecure", "RFC 9700 §2.6", "an endpoint is https") { document in
            document.each(document.endpoints, { $0.isInsecure }) { "\($0.name) is not https" }
        },
        .server(.wrong, "endpoint-white-space", "RFC 3986 §2", "an endpoint has no white space") { document in
            document.each(document.endpoints, { $0.hasWhiteSpace }) { "\($0.name) has white space in it" }
        },
        .server(.wrong, "endpoint-fragment", "RFC 6749 §3.1", "an endpoint has no fragment") { document in
            document.each(document.endpoints, { $0.text.contains("#") }) { "\($0.name) has a fragment" }
        },
        .server(.wrong, "endpoint-userinfo", "RFC 9110 §4.2.4", "an endpoint has no user name") { document in
            document.each(document.endpoints, { $0.parts?.userinfo != nil }) {
                "\($0.name) has a user name before an @"
            }
        },
        .server(.wrong, "endpoint-placeholder", metadata, "an endpoint has no placeholder") { document in
            document.each(document.endpoints, { $0.placeholder != nil }) {
                "\($0.name) has the placeholder \(document.shown($0.placeholder ?? "")), which must be filled in first"
            }
        },
        .server(.weak, "endpoint-foreign", "RFC 9700 §4.4", "the endpoints are of the issuer's domain") { document in
            guard document.isWhole, let issuer = document.issuer else { return [] }
            return document.each(document.endpoints, { $0.isForeign(to: issuer) }) {
                "\($0.name) is at another host, \(document.shown($0.parts?.host ?? "")), than the issuer, \(document.shown(issuer.parts?.host ?? ""))"
            }
        },
        .server(.weak, "endpoint-internal", metadata, "an endpoint can be reached from where the issuer can") {
            document in
            guard document.isWhole, let issuer = document.issuer, !issuer.isInternal, issuer.parts?.isLoopback == false
            else { return [] }
            return document.each(document.endpoints, { $0.isInternal || $0.parts?.isLoopback == true }) {
                "\($0.name) is at \(document.shown($0.parts?.host ?? "")), which only some networks know; is a proxy's host name not set?"
            }
        },
        .server(.weak, "endpoint-port", metadata, "the endpoints are at the issuer's port") { document in
            guard document.isWhole, let issuer = document.issuer?.parts else { return [] }
            return document.each(
                document.endpoints,
                {
                    $0.parts?.host == issuer.host && $0.parts?.effectivePort != issuer.effectivePort
                        && $0.parts?.scheme == issuer.scheme
                }
            ) {
                "\($0.name) is at another port of the issuer's host"
            }
        },
        .server(.weak, "endpoint-double-slash", "RFC 3986 §3.3", "the path of an endpoint has no empty segment") {
            document in
            document.each(document.endpoints, { $0.parts?.path.contains("//") == true }) {
                "\($0.name) has two slashes together in its path"
            }
        },
        .server(.weak, "endpoint-shared", metadata, "each endpoint has an address of its own") { document in
            let known = document.endpoints.filter { !$0.text.isEmpty && !$0.name.contains(".") }
            return known.enumerated().compactMap { index, one in
                known[..<index].first { $0.text == one.text }.map { "\(one.name) is the same address as \($0.name)" }
            }
        },
        .server(.wrong, "jwks-missing", metadata, "the keys of signed tokens can be fetched") { document in
            document.isWhole && document.isOpenID && !document.has("jwks_uri")
                ? ["jwks_uri is missing: nobody can check the signature of an ID token"] : []
        },
        .server(.note, "no-revocation", "RFC 7009 §2", "tokens can be revoked") { document in
            document.has("revocation_endpoint") || document.hasNoFlow ? [] : ["tokens cannot be revoked"]
        },
        .server(.weak, "mtls-alias-unknown", "RFC 8705 §5", "mtls_endpoint_aliases names endpoints") { document in
            (document.value("mtls_endpoint_aliases")?.members ?? []).filter {
                MetadataField.named($0.name)?.kind != .url || $0.name == "issuer"
            }
            .map { "mtls_endpoint_aliases has \(document.shown($0.name)), which is not an endpoint" }
        },
        .server(.wrong, "mtls-alias-type", "RFC 8705 §5", "the values of mtls_endpoint_aliases are URLs") { document in
            (document.value("mtls_endpoint_aliases")?.members ?? []).filter { $0.value.string == nil }
                .map { "mtls_endpoint_aliases.\(document.shown($0.name)) is \($0.value.typeWords), not a URL" }
        },
    ]

    /// What can be asked for: grants, response types, PKCE, pushed requests and request objects.
    static let serverGrants: [LintCheck] = [
        .server(.weak, "pkce-unlisted", "RFC 9700 §2.1.1", "code_challenge_methods_supported is there") { document in
            document.hasNoFlow || document.has("code_challenge_methods_supported")
                ? [] : ["the provider does not say that it knows PKCE: code_challenge_methods_supported is missing"]
        },
        .server(.wrong, "s256-missing", "RFC 9700 §2.1.1", "S256 is supported") { document in
            document.has("code_challenge_methods_supported")
                && !document.texts("code_challenge_methods_supported").contains("S256")
                ? ["S256 is not among code_challenge_methods_supported"] : []
        },
        .server(.weak, "plain-allowed", "RFC 7636 §7.2", "plain is not supported") { document in
            document.texts("code_challenge_methods_supported").contains("plain")
                ? ["plain is among code_challenge_methods_supported"] : []
        },
        .server(.weak, "pkce-unknown", "RFC 7636 §6.2", "the methods of PKCE are registered ones") { document in
            document.unknown("code_challenge_methods_supported", ["S256", "plain"])
        },
        .server(.weak, "implicit-allowed", "RFC 9700 §2.1.2", "the implicit grant is not served") { document in
            document.texts("grant_types_supported").contains("implicit") ? ["the implicit grant is served"] : []
        },
        .server(.weak, "password-allowed", "RFC 9700 §2.4", "the password grant is not served") { document in
            document.texts("grant_types_supported").contains("password") ? ["the password grant is served"] : []
        },
        .server(
            .weak, "token-response-allowed", "RFC 9700 §2.1.2",
            "no response type brings an access token through the browser"
        ) { document in
            let found = document.texts("response_types_supported").filter { $0.split(separator: " ").contains("token") }
            return found.isEmpty
                ? []
                : [
                    "response_types_supported has \(document.shown(found.joined(separator: ", "))), which brings access tokens through the browser"
                ]
        },
        .server(
            .wrong, "response-type-unknown", "RFC 6749 §3.1.1",
            "response types are made of code, token, id_token and none"
        ) { document in
            document.texts("response_types_supported").filter { type in
                type.split(separator: " ").contains { !["code", "token", "id_token", "none", "vp_token"].contains($0) }
                    || type.isEmpty
            }.map { "response_types_supported has the unknown value \(document.shown($0))" }
        },
        .server(.wrong, "code-response-missing", metadata, "the grant authorization_code has the response type code") {
            document in
            document.texts("grant_types_supported").contains("authorization_code")
                && document.has("response_types_supported")
                && !document.texts("response_types_supported").contains { $0.split(separator: " ").contains("code") }
                ? ["grant_types_supported has authorization_code, and response_types_supported has no code"] : []
        },
        .server(.wrong, "code-grant-missing", metadata, "the response type code has the grant authorization_code") {
            document in
            document.has("grant_types_supported")
                && !document.texts("grant_types_supported").contains("authorization_code")
                && document.texts("response_types_supported").contains { $0.split(separator: " ").contains("code") }
                ? ["response_types_supported has code, and grant_types_supported has no authorization_code"] : []
        },
        .server(.wrong, "grant-unknown", "RFC 7591 §2", "a grant has a registered name or is a URI") { document in
            let known = ["authorization_code", "implicit", "password", "client_credentials", "refresh_token"]
            return document.texts("grant_types_supported").filter { !known.contains($0) && !$0.contains(":") }.map {
                grant in
                "grant_types_supported has \(document.shown(grant)), which is neither a known grant nor a URI"
            }
        },
        .server(.wrong, "device-endpoint-missing", "RFC 8628 §4", "the device grant has its endpoint") { document in
            document.texts("grant_types_supported").contains("urn:ietf:params:oauth:grant-type:device_code")
                && !document.has("device_authorization_endpoint")
                ? ["grant_types_supported has the device grant, and device_authorization_endpoint is missing"] : []
        },
        .server(.weak, "device-grant-unlisted", "RFC 8628 §4", "the device endpoint has its grant") { document in
            document.has("device_authorization_endpoint") && document.has("grant_types_supported")
                && !document.texts("grant_types_supported").contains("urn:ietf:params:oauth:grant-type:device_code")
                ? ["device_authorization_endpoint is there, and grant_types_supported lacks the device grant"] : []
        },
        .server(.wrong, "ciba-endpoint-missing", "OpenID Connect CIBA §4", "the CIBA grant has its endpoint") {
            document in
            document.texts("grant_types_supported").contains("urn:openid:params:grant-type:ciba")
                && !document.has("backchannel_authentication_endpoint")
                ? ["grant_types_supported has the CIBA grant, and backchannel_authentication_endpoint is missing"] : []
        },
        .server(.weak, "ciba-grant-unlisted", "OpenID Connect CIBA §4", "the CIBA endpoint has its grant") { document in
            document.has("backchannel_authentication_endpoint") && document.has("grant_types_supported")
                && !document.texts("grant_types_supported").contains("urn:openid:params:grant-type:ciba")
                ? ["backchannel_authentication_endpoint is there, and grant_types_supported lacks the CIBA grant"] : []
        },
        .server(.wrong, "ciba-modes-missing", "OpenID Connect CIBA §4", "the CIBA endpoint says its delivery modes") {
            document in
            document.has("backchannel_authentication_endpoint")
                && !document.has("backchannel_token_delivery_modes_supported")
                ? ["backchannel_token_delivery_modes_supported is missing beside backchannel_authentication_endpoint"]
                : []
        },
        .server(.weak, "refresh-unlisted", "OpenID Connect Core §11", "offline_access has the grant refresh_token") {
            document in
            document.texts("scopes_supported").contains("offline_access") && document.has("grant_types_supported")
                && !document.texts("grant_types_supported").contains("refresh_token")
                ? ["scopes_supported has offline_access, and grant_types_supported lacks refresh_token"] : []
        },
        .server(
            .weak, "response-mode-unknown", "OAuth 2.0 Multiple Response Types §2.1", "response modes are known ones"
        ) { document in
            document.unknown(
                "response_modes_supported",
                [
                    "query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt",
                    "web_message", "direct_post", "direct_post.jwt", "dc_api", "dc_api.jwt", "okta_post_message",
                ])
        },
        .server(.weak, "response-algs-missing", "JARM §3", "signed responses say their algorithms") { document in
            document.texts("response_modes_supported").contains { $0.hasSuffix("jwt") }
                && !document.has("authorization_signing_alg_values_supported")
                ? [
                    "response_modes_supported has signed responses, and authorization_signing_alg_values_supported is missing"
                ] : []
        },
        .server(.note, "push-required", "RFC 9126 §5", "whether requests must be pushed") { document in
            document.flag("require_pushed_authorization_requests")
                ? [
                    "require_pushed_authorization_requests is true: an authorization request that was not pushed (PAR) is refused"
                ] : []
        },
        .server(
            .wrong, "push-endpoint-missing", "RFC 9126 §5", "where requests must be pushed, there is an endpoint for it"
        ) { document in
            document.flag("require_pushed_authorization_requests")
                && !document.has("pushed_authorization_request_endpoint")
                ? [
                    "require_pushed_authorization_requests is true, and pushed_authorization_request_endpoint is missing"
                ] : []
        },
        .server(.note, "request-object-required", "RFC 9101 §10.5", "whether requests must be signed objects") {
            document in
            document.flag("require_signed_request_object")
                ? ["require_signed_request_object is true: a request without a signed request object is refused"] : []
        },
        .server(
            .wrong, "request-object-refused", "RFC 9101 §10.5", "where request objects are required, they are taken"
        ) { document in
            document.flag("require_signed_request_object")
                && document.value("request_parameter_supported")?.bool == false
                && document.value("request_uri_parameter_supported")?.bool == false
                && !document.has("pushed_authorization_request_endpoint")
                ? ["require_signed_request_object is true, and neither request nor request_uri is supported"] : []
        },
        .server(.weak, "request-object-algs-missing", openID, "request objects say their algorithms") { document in
            (document.flag("request_parameter_supported") || document.flag("require_signed_request_object"))
                && !document.has("request_object_signing_alg_values_supported")
                ? ["request objects are taken, and request_object_signing_alg_values_supported is missing"] : []
        },
        .server(.weak, "request-uri-open", "RFC 9101 §10.4", "a request_uri must be registered before") { document in
            document.flag("request_uri_parameter_supported") && !document.flag("require_request_uri_registration")
                ? ["request_uri is taken without registration: a client can make the server fetch any address"] : []
        },
    ]

    /// How clients prove who they are, and how they come to be known.
    static let serverClients: [LintCheck] = [
        .server(.weak, "auth-method-unknown", "RFC 7591 §4.2.2", "client authentication methods are registered ones") {
            document in
            document.lists(ending: "_endpoint_auth_methods_supported").flatMap { list in
                list.values.filter { !LintDocument.authMethods.contains($0) }.map {
                    "\(list.name) has the unknown value \(document.shown($0))"
                }
            }
        },
        .server(.wrong, "auth-algs-missing", metadata, "signed client authentication says its algorithms") { document in
            document.lists(ending: "_endpoint_auth_methods_supported").compactMap { list in
                let signed = list.values.filter { $0.hasSuffix("_jwt") }
                let algorithms = list.name.replacing("auth_methods", with: "auth_signing_alg_values")
                return signed.isEmpty || document.has(algorithms)
                    ? nil : "\(list.name) has \(signed.joined(separator: ", ")), and \(algorithms) is missing"
            }
        },
        .server(.wrong, "auth-algs-none", metadata, "client authentication is never unsigned") { document in
            document.lists(ending: "_endpoint_auth_signing_alg_values_supported").filter {
                $0.values.contains { $0.lowercased() == "none" }
            }
            .map { "\($0.name) has none, which is not allowed" }
        },
        .server(.weak, "auth-without-endpoint", metadata, "methods are named for endpoints that are there") {
            document in
            ["introspection", "revocation"].filter {
                document.has("\($0)_endpoint_auth_methods_supported") && !document.has("\($0)_endpoint")
            }
            .map { "\($0)_endpoint_auth_methods_supported is there, and \($0)_endpoint is missing" }
        },
        .server(.wrong, "introspection-auth-none", "RFC 7662 §2.1", "introspection asks its callers who they are") {
            document in
            document.texts("introspection_endpoint_auth_methods_supported").contains("none")
                ? ["introspection_endpoint_auth_methods_supported has none: anybody could try tokens there"] : []
        },
        .server(.note, "introspection-auth-unlisted", metadata, "introspection says how callers authenticate") {
            document in
            document.isWhole && document.has("introspection_endpoint")
                && !document.has("introspection_endpoint_auth_methods_supported")
                ? ["introspection_endpoint is there, and introspection_endpoint_auth_methods_supported is not"] : []
        },
        .server(.note, "auth-secrets-only", "RFC 9700 §2.5", "clients can authenticate without a shared secret") {
            document in
            let methods = document.texts("token_endpoint_auth_methods_supported")
            return document.isWhole && !methods.isEmpty && methods.allSatisfy { $0.hasPrefix("client_secret") }
                ? ["clients authenticate by shared secrets alone; private_key_jwt and mutual TLS are safer"] : []
        },
        .server(.wrong, "public-without-pkce", "RFC 9700 §2.1.1", "public clients can use PKCE") { document in
            document.texts("token_endpoint_auth_methods_supported").contains("none")
                && document.has("code_challenge_methods_supported")
                && !document.texts("code_challenge_methods_supported").contains("S256")
                ? ["public clients are taken (none), and code_challenge_methods_supported lacks S256"] : []
        },
        .server(.note, "mtls-aliases-missing", "RFC 8705 §5", "mutual TLS has endpoints of its own") { document in
            document.texts("token_endpoint_auth_methods_supported").contains { $0.hasSuffix("tls_client_auth") }
                && !document.has("mtls_endpoint_aliases")
                ? ["mutual TLS is taken without mtls_endpoint_aliases: browsers may be asked for certificates too"] : []
        },
        .server(.note, "registration-open", "RFC 7591 §5", "whether clients register themselves") { document in
            document.has("registration_endpoint")
                ? ["clients can register themselves; whether a token is wanted for it, the metadata does not say"] : []
        },
        .server(.note, "client-document", "Client ID Metadata Document §4", "whether client documents are taken") {
            document in
            document.flag("client_id_metadata_document_supported")
                ? ["client_id may be the https URL of a client's metadata document"] : []
        },
        .server(
            .weak, "client-document-auth", "Client ID Metadata Document §4.1",
            "clients with documents can authenticate without a secret"
        ) { document in
            let methods = document.texts("token_endpoint_auth_methods_supported")
            return document.flag("client_id_metadata_document_supported") && !methods.isEmpty
                && !methods.contains { !$0.hasPrefix("client_secret") }
                ? [
                    "client_id_metadata_document_supported is true, and token_endpoint_auth_methods_supported has only shared secrets, which such clients cannot have"
                ] : []
        },
        .server(
            .weak, "backchannel-session", "OpenID Connect Back-Channel Logout §2.1",
            "sessions are named only where logout is told"
        ) { document in
            document.flag("backchannel_logout_session_supported") && !document.flag("backchannel_logout_supported")
                ? ["backchannel_logout_session_supported is true without backchannel_logout_supported"] : []
        },
        .server(
            .weak, "frontchannel-session", "OpenID Connect Front-Channel Logout §3",
            "sessions are named only where logout is opened"
        ) { document in
            document.flag("frontchannel_logout_session_supported") && !document.flag("frontchannel_logout_supported")
                ? ["frontchannel_logout_session_supported is true without frontchannel_logout_supported"] : []
        },
    ]

    /// Algorithms.
    static let serverAlgorithms: [LintCheck] = [
        .server(.wrong, "id-token-none", "OpenID Connect Core §2", "ID tokens are signed") { document in
            document.texts("id_token_signing_alg_values_supported").contains { $0.lowercased() == "none" }
                ? ["id_token_signing_alg_values_supported has none: an ID token that is not signed proves nothing"] : []
        },
        .server(
            .weak, "id-token-hs-public", "OpenID Connect Core §10.1",
            "ID tokens of public clients are not signed with a secret"
        ) { document in
            let symmetric = document.texts("id_token_signing_alg_values_supported").filter { $0.hasPrefix("HS") }
            return !symmetric.isEmpty && document.texts("token_endpoint_auth_methods_supported").contains("none")
                ? [
                    "id_token_signing_alg_values_supported has \(document.shown(symmetric.joined(separator: ", "))), which a public client cannot check: it has no secret"
                ] : []
        },
        .server(.weak, "id-token-rs256-missing", openID, "RS256 is among the algorithms of ID tokens") { document in
            document.has("id_token_signing_alg_values_supported")
                && !document.texts("id_token_signing_alg_values_supported").isEmpty
                && !document.texts("id_token_signing_alg_values_supported").contains("RS256")
                ? ["id_token_signing_alg_values_supported lacks RS256, which OpenID Connect wants listed"] : []
        },
        .server(
            .note, "rs256-only", "FAPI 2.0 Security Profile §5.4", "ID tokens can be signed otherwise than with RS256"
        ) { document in
            document.texts("id_token_signing_alg_values_supported") == ["RS256"]
                ? ["ID tokens are signed with RS256 alone; PS256, ES256 and EdDSA are stronger"] : []
        },
        .server(.weak, "request-object-none", "RFC 9101 §10.5", "request objects are signed") { document in
            document.texts("request_object_signing_alg_values_supported").contains { $0.lowercased() == "none" }
                ? ["request_object_signing_alg_values_supported has none: anybody can change such a request"] : []
        },
        .server(.wrong, "response-none", "JARM §3", "responses that are JWTs are signed") { document in
            document.texts("authorization_signing_alg_values_supported").contains { $0.lowercased() == "none" }
                ? ["authorization_signing_alg_values_supported has none, which is not allowed"] : []
        },
        .server(.wrong, "dpop-algs", "RFC 9449 §5.1", "DPoP proofs are signed with a private key") { document in
            let found = document.texts("dpop_signing_alg_values_supported").filter {
                $0.lowercased() == "none" || $0.hasPrefix("HS")
            }
            return found.isEmpty
                ? []
                : [
                    "dpop_signing_alg_values_supported has \(document.shown(found.joined(separator: ", "))); only asymmetric algorithms are allowed"
                ]
        },
        .server(.weak, "rsa1-5", "RFC 8725 §3.2", "nothing is encrypted with RSA1_5") { document in
            document.lists(ending: "_encryption_alg_values_supported").filter { $0.values.contains("RSA1_5") }.map {
                "\($0.name) has RSA1_5, which is open to padding attacks"
            }
        },
        .server(.weak, "alg-unknown", "RFC 7518 §3.1", "algorithms have registered names") { document in
            document.lists(ending: "_signing_alg_values_supported").flatMap { list in
                list.values.filter { !LintDocument.algorithms.contains($0) }.map {
                    "\(list.name) has the unknown algorithm \(document.shown($0))"
                }
            }
        },
        .server(.weak, "encryption-half", "RFC 7516 §4.1", "key and content algorithms come together") { document in
            document.lists(ending: "_encryption_enc_values_supported").map(\.name).filter {
                !document.has($0.replacing("_enc_values", with: "_alg_values"))
            }
            .map { "\($0) is there, and \($0.replacing("_enc_values", with: "_alg_values")) is missing" }
        },
    ]
}

extension LintDocument {
    static let authMethods: Set<String> = [
        "none", "client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "tls_client_auth",
        "self_signed_tls_client_auth", "attest_jwt_client_auth", "spiffe_jwt",
    ]
    static let algorithms: Set<String> = [
        "none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
        "ES512",
        "ES256K", "EdDSA", "Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87",
    ]

    var wrongTypes: [String] {
        let types = types
        return (json.members ?? []).compactMap { member in
            guard let type = types[member.name], !member.value.isNull, !type.accepts(member.value) else { return nil }
            return "\(member.name) is \(member.value.typeWords), and must be \(type.words)"
        }
    }

    var nulls: [String] {
        let types = types
        return (json.members ?? []).compactMap { member in
            types[member.name].flatMap {
                member.value.isNull ? "\(member.name) is null, and must be \($0.words) or left out" : nil
            }
        }
    }

    var emptyLists: [String] {
        (json.members ?? []).filter { $0.value.elements?.isEmpty == true && types[$0.name] == .texts }.map {
            "\($0.name) is an empty list"
        }
    }

    var repeated: [String] {
        (json.members ?? []).compactMap { member in
            guard let values = member.value.elements?.compactMap(\.string), Set(values).count < values.count else {
                return nil
            }
            var seen: Set<String> = []
            let first = values.first { !seen.insert($0).inserted } ?? ""
            return "\(shown(member.name)) has \(shown(first)) more than once"
        }
    }

    func whiteSpace(except: Set<String>) -> [String] {
        (json.members ?? []).filter { types[$0.name] == .texts && !except.contains($0.name) }.compactMap { member in
            member.value.elements?.compactMap(\.string).first { $0.contains(where: \.isWhitespace) || $0.isEmpty }
                .map { "\(member.name) has \u{201C}\(shown($0))\u{201D} as one value; each value stands for itself" }
        }
    }

    /// Members whose names are nearly those of others that are missing.
    var misspelt: [String] {
        let names = types.keys
        return (json.members ?? []).prefix(300).compactMap { member -> String? in
            guard types[member.name] == nil, member.name.utf8.count > 5, member.name.utf8.count < 64 else { return nil }
            let near = names.filter { !has($0) && $0.utf8.count > 5 }.map {
                (name: $0, distance: editDistance(member.name.lowercased(), $0))
            }
            .filter { $0.distance <= 2 }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
            return near.map { "there is no member \(shown(member.name)); is \($0.name) meant?" }
        }
    }

    /// Remarks about the values of a list that are not among the known ones.
    func unknown(_ name: String, _ known: Set<String>) -> [String] {
        texts(name).filter { !known.contains($0) }.map { "\(name) has the unknown value \(shown($0))" }
    }

    /// Whether the server has keys and no endpoint for a flow, as an issuer of tokens for workloads.
    var hasNoFlow: Bool { !has("authorization_endpoint") && !has("token_endpoint") && has("jwks_uri") }

    var missingEndpoints: [String] {
        if hasNoFlow { return [] }
        let grants = has("grant_types_supported") ? texts("grant_types_supported") : ["authorization_code"]
        let needsUser = grants.contains("authorization_code") || grants.contains("implicit") || grants.isEmpty
        var missing: [String] = []
        if needsUser, !has("authorization_endpoint") { missing.append("authorization_endpoint") }
        if grants != ["implicit"], !has("token_endpoint") { missing.append("token_endpoint") }
        return missing.map { isWhole ? "\($0) is missing" : "\($0) is not known" }
    }
}
