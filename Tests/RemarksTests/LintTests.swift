import Diagnosis
import HTTPMessage
import JSONKit
import OAuthCore
import Testing

@testable import Remarks

/// The checks of `lint`: each finds what it is for, and none finds anything in a good document.
@Suite struct LintTests {
    private static let server: JSON = [
        "issuer": "https://as.example", "authorization_endpoint": "https://as.example/authorize",
        "token_endpoint": "https://as.example/token", "userinfo_endpoint": "https://as.example/userinfo",
        "revocation_endpoint": "https://as.example/revoke", "jwks_uri": "https://as.example/jwks",
        "scopes_supported": ["openid", "profile"], "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt", "none"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256"], "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true, "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
    ]
    private static let resource: JSON = [
        "resource": "https://api.example/mcp", "authorization_servers": ["https://as.example"],
        "scopes_supported": ["read"], "bearer_methods_supported": ["header"], "resource_name": "An API",
    ]
    private static let client: JSON = [
        "client_id": "app", "client_name": "An app", "redirect_uris": ["https://app.example/cb"],
        "grant_types": ["authorization_code"], "response_types": ["code"],
        "token_endpoint_auth_method": "private_key_jwt",
        "jwks": ["keys": [["kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"]]], "application_type": "web",
    ]

    /// A good document with these members changed (null takes one out), where it stands, and whether a session has it.
    struct Bad {
        var changes: [(String, JSON?)]
        var place: String?
        var isWhole = true
        var supported: [String]?
    }

    private static func bad(_ changes: (String, JSON?)..., place: String? = nil) -> Bad {
        Bad(changes: changes, place: place)
    }

    private static func ofSession(_ changes: (String, JSON?)...) -> Bad { Bad(changes: changes, isWhole: false) }

    private static let as1 = "https://as.example"
    private static let device = "urn:ietf:params:oauth:grant-type:device_code"
    private static let ciba = "urn:openid:params:grant-type:ciba"
    private static let grants: JSON = ["authorization_code", "refresh_token"]

    private static let servers: [String: Bad] = [
        "member-type": bad(("scopes_supported", "openid profile")), "member-null": bad(("token_endpoint", .null)),
        "list-empty": bad(("acr_values_supported", [])),
        "list-repeated": bad(("scopes_supported", ["openid", "openid"])),
        "list-white-space": bad(("scopes_supported", ["openid profile"])),
        "member-misspelt": bad(
            ("code_challenge_method_supported", ["S256"]), ("code_challenge_methods_supported", nil)),
        "response-types-missing": bad(("response_types_supported", nil)),
        "scopes-missing": bad(("scopes_supported", nil)),
        "subject-types-missing": bad(("subject_types_supported", nil)),
        "id-token-algs-missing": bad(("id_token_signing_alg_values_supported", nil)),
        "openid-unlisted": bad(("scopes_supported", ["profile"])),
        "subject-type-unknown": bad(("subject_types_supported", ["private"])),
        "sub-unlisted": bad(("claims_supported", ["name"])),
        "signed-metadata-malformed": bad(("signed_metadata", "abc")),
        "link-malformed": bad(("op_policy_uri", "/policy")),
        "protected-resource-malformed": bad(("protected_resources", ["api"])),
        "issuer-missing": bad(("issuer", nil)), "issuer-unknown": ofSession(("issuer", nil)),
        "issuer-relative": bad(("issuer", "as.example")), "issuer-insecure": bad(("issuer", "http://as.example")),
        "issuer-malformed": bad(("issuer", "https://as.example?a=b")),
        "issuer-userinfo": bad(("issuer", "https://me@as.example")),
        "issuer-placeholder": bad(("issuer", "https://as.example/{tenantid}/v2.0")),
        "issuer-is-document": bad(("issuer", "https://as.example/.well-known/openid-configuration")),
        "issuer-elsewhere": bad(
            ("issuer", "https://as.example/"), place: "https://other.example/.well-known/openid-configuration"),
        "issuer-slash": bad(("issuer", "https://as.example/")), "issuer-case": bad(("issuer", "https://AS.example")),
        "issuer-port": bad(("issuer", "https://as.example:443")),
        "no-iss": bad(("authorization_response_iss_parameter_supported", nil)),
    ]

    private static let endpoints: [String: Bad] = [
        "endpoint-missing": bad(("token_endpoint", nil)),
        "no-flow": bad(("token_endpoint", nil), ("authorization_endpoint", nil)),
        "endpoint-empty": bad(("token_endpoint", "")), "endpoint-relative": bad(("token_endpoint", "/oauth/token")),
        "endpoint-scheme": bad(("authorization_endpoint", "javascript:alert(1)")),
        "endpoint-malformed": bad(("token_endpoint", "https:///token")),
        "endpoint-insecure": bad(("token_endpoint", "http://as.example/token")),
        "endpoint-white-space": bad(("token_endpoint", "https://as.example/to ken")),
        "endpoint-fragment": bad(("token_endpoint", "https://as.example/token#x")),
        "endpoint-userinfo": bad(("token_endpoint", "https://a:b@as.example/token")),
        "endpoint-placeholder": bad(("token_endpoint", "https://as.example/{tenantid}/token")),
        "endpoint-foreign": bad(("token_endpoint", "https://evil.test/token")),
        "endpoint-internal": bad(("token_endpoint", "https://keycloak:8080/token")),
        "endpoint-port": bad(("token_endpoint", "https://as.example:8443/token")),
        "endpoint-double-slash": bad(("token_endpoint", "https://as.example//token")),
        "endpoint-shared": bad(("token_endpoint", "https://as.example/authorize")),
        "jwks-missing": bad(("jwks_uri", nil)), "no-revocation": bad(("revocation_endpoint", nil)),
        "mtls-alias-unknown": bad(("mtls_endpoint_aliases", ["tokens": "https://mtls.as.example/token"])),
        "mtls-alias-type": bad(("mtls_endpoint_aliases", ["token_endpoint": 1])),
    ]

    private static let requests: [String: Bad] = [
        "pkce-unlisted": bad(("code_challenge_methods_supported", nil)),
        "s256-missing": bad(("code_challenge_methods_supported", ["plain"])),
        "plain-allowed": bad(("code_challenge_methods_supported", ["S256", "plain"])),
        "pkce-unknown": bad(("code_challenge_methods_supported", ["S256", "s256"])),
        "implicit-allowed": bad(("grant_types_supported", ["authorization_code", "implicit"])),
        "password-allowed": bad(("grant_types_supported", ["authorization_code", "password"])),
        "token-response-allowed": bad(("response_types_supported", ["code", "id_token token"])),
        "response-type-unknown": bad(("response_types_supported", ["code", "authorization_code"])),
        "code-response-missing": bad(("response_types_supported", ["id_token"])),
        "code-grant-missing": bad(("grant_types_supported", ["refresh_token"])),
        "grant-unknown": bad(("grant_types_supported", ["authorization_code", "device"])),
        "device-endpoint-missing": bad(("grant_types_supported", ["authorization_code", JSON(device)])),
        "device-grant-unlisted": bad(("device_authorization_endpoint", "https://as.example/device")),
        "ciba-endpoint-missing": bad(("grant_types_supported", ["authorization_code", JSON(ciba)])),
        "ciba-grant-unlisted": bad(("backchannel_authentication_endpoint", "https://as.example/ciba")),
        "ciba-modes-missing": bad(("backchannel_authentication_endpoint", "https://as.example/ciba")),
        "refresh-unlisted": bad(
            ("scopes_supported", ["openid", "offline_access"]), ("grant_types_supported", ["authorization_code"])),
        "response-mode-unknown": bad(("response_modes_supported", ["formpost"])),
        "response-algs-missing": bad(("response_modes_supported", ["query.jwt"])),
        "push-required": bad(
            ("require_pushed_authorization_requests", true),
            ("pushed_authorization_request_endpoint", "https://as.example/par")),
        "push-endpoint-missing": bad(("require_pushed_authorization_requests", true)),
        "request-object-required": bad(("require_signed_request_object", true)),
        "request-object-refused": bad(
            ("require_signed_request_object", true), ("request_parameter_supported", false),
            ("request_uri_parameter_supported", false)),
        "request-object-algs-missing": bad(("request_parameter_supported", true)),
        "request-uri-open": bad(("request_uri_parameter_supported", true)),
    ]

    private static let clientsAndAlgorithms: [String: Bad] = [
        "auth-method-unknown": bad(("token_endpoint_auth_methods_supported", ["client_secret", "none"])),
        "auth-algs-missing": bad(("token_endpoint_auth_signing_alg_values_supported", nil)),
        "auth-algs-none": bad(("token_endpoint_auth_signing_alg_values_supported", ["none"])),
        "auth-without-endpoint": bad(("introspection_endpoint_auth_methods_supported", ["client_secret_basic"])),
        "introspection-auth-none": bad(
            ("introspection_endpoint", "https://as.example/i"),
            ("introspection_endpoint_auth_methods_supported", ["none"])),
        "introspection-auth-unlisted": bad(("introspection_endpoint", "https://as.example/i")),
        "auth-secrets-only": bad(("token_endpoint_auth_methods_supported", ["client_secret_basic"])),
        "public-without-pkce": bad(("code_challenge_methods_supported", ["plain"])),
        "mtls-aliases-missing": bad(("token_endpoint_auth_methods_supported", ["tls_client_auth"])),
        "registration-open": bad(("registration_endpoint", "https://as.example/register")),
        "client-document": bad(("client_id_metadata_document_supported", true)),
        "client-document-auth": bad(
            ("client_id_metadata_document_supported", true),
            ("token_endpoint_auth_methods_supported", ["client_secret_post"])),
        "backchannel-session": bad(("backchannel_logout_session_supported", true)),
        "frontchannel-session": bad(("frontchannel_logout_session_supported", true)),
        "id-token-none": bad(("id_token_signing_alg_values_supported", ["RS256", "none"])),
        "id-token-hs-public": bad(("id_token_signing_alg_values_supported", ["RS256", "HS256"])),
        "id-token-rs256-missing": bad(("id_token_signing_alg_values_supported", ["ES256"])),
        "rs256-only": bad(("id_token_signing_alg_values_supported", ["RS256"])),
        "request-object-none": bad(("request_object_signing_alg_values_supported", ["none"])),
        "response-none": bad(("authorization_signing_alg_values_supported", ["none"])),
        "dpop-algs": bad(("dpop_signing_alg_values_supported", ["ES256", "HS256"])),
        "rsa1-5": bad(("id_token_encryption_alg_values_supported", ["RSA1_5"])),
        "alg-unknown": bad(("id_token_signing_alg_values_supported", ["RS256", "RSA256"])),
        "encryption-half": bad(("id_token_encryption_enc_values_supported", ["A128GCM"])),
    ]

    private static let resources: [String: Bad] = [
        "resource-member-type": bad(("scopes_supported", "read")), "resource-member-null": bad(("jwks_uri", .null)),
        "resource-list-empty": bad(("scopes_supported", [])),
        "resource-list-repeated": bad(("scopes_supported", ["a", "a"])),
        "resource-list-white-space": bad(("scopes_supported", ["a b"])),
        "resource-member-misspelt": bad(("scope_supported", ["a"]), ("scopes_supported", nil)),
        "resource-missing": bad(("resource", nil)), "resource-relative": bad(("resource", "/mcp")),
        "resource-insecure": bad(("resource", "http://api.example/mcp")),
        "resource-fragment": bad(("resource", "https://api.example/mcp#x")),
        "resource-query": bad(("resource", "https://api.example/mcp?a=b")),
        "resource-placeholder": bad(("resource", "https://{host}/mcp")),
        "resource-elsewhere": bad(
            ("resource", "https://api.example/"), place: "https://api.example/.well-known/oauth-protected-resource/mcp"),
        "resource-slash": bad(("resource", "https://api.example/mcp/")),
        "resource-scopes-missing": bad(("scopes_supported", nil)),
        "resource-name-missing": bad(("resource_name", nil)),
        "bearer-method-unknown": bad(("bearer_methods_supported", ["cookie"])),
        "bearer-method-query": bad(("bearer_methods_supported", ["query"])),
        "resource-algs-none": bad(("resource_signing_alg_values_supported", ["none"])),
        "resource-dpop-algs": bad(("dpop_signing_alg_values_supported", ["none"])),
        "resource-dpop-algs-missing": bad(("dpop_bound_access_tokens_required", true)),
        "resource-jwks-malformed": bad(("jwks_uri", "/jwks")),
        "resource-link-malformed": bad(("resource_tos_uri", "tos")),
        "resource-signed-metadata-malformed": bad(("signed_metadata", "x")),
        "servers-missing": bad(("authorization_servers", [])),
        "server-relative": bad(("authorization_servers", ["as.example"])),
        "server-insecure": bad(("authorization_servers", ["http://as.example"])),
        "server-malformed": bad(("authorization_servers", ["https://as.example?a"])),
        "server-is-document": bad(
            ("authorization_servers", ["https://as.example/.well-known/oauth-authorization-server"])),
        "server-placeholder": bad(("authorization_servers", ["https://as.example/{tenant}"])),
        "servers-several": bad(("authorization_servers", ["https://as.example", "https://two.example"])),
        "server-internal": bad(("authorization_servers", ["https://keycloak:8080"])),
    ]

    private static let redirects: [String: JSON] = [
        "redirect-uri-wildcard": "https://*.app.example/cb", "redirect-uri-fragment": "https://app.example/cb#x",
        "redirect-uri-relative": "/cb", "redirect-uri-scheme": "javascript:alert(1)",
        "redirect-uri-insecure": "http://app.example/cb", "redirect-uri-localhost": "http://localhost:3000/cb",
        "redirect-uri-userinfo": "https://me@app.example/cb", "redirect-uri-placeholder": "https://${HOST}/cb",
        "redirect-uri-white-space": "https://app.example/c b", "redirect-uri-encoded": "https%3A%2F%2Fapp.example%2Fcb",
        "redirect-uri-malformed": "https:///cb", "redirect-uri-private-scheme": "myapp:/cb",
        "application-type-web": "com.example.app:/cb",
    ]

    private static let clients: [String: Bad] = [
        "redirect-uri-repeated": bad(("redirect_uris", ["https://app.example/cb", "https://app.example/cb"])),
        "redirect-uris-missing": bad(("redirect_uris", nil)),
        "post-logout-insecure": bad(("post_logout_redirect_uris", ["http://app.example/"])),
        "application-type-missing": bad(("application_type", nil), ("redirect_uris", ["com.example.app:/cb"])),
        "application-type-unknown": bad(("application_type", "spa")),
        "client-member-type": bad(("redirect_uris", "https://app.example/cb")),
        "client-member-null": bad(("logo_uri", .null)),
        "client-member-misspelt": bad(("redirect_uri", ["x"]), ("redirect_uris", nil)),
        "secret-short": bad(("client_secret", "short")),
        "client-auth-method": Bad(
            changes: [("token_endpoint_auth_method", "client_secret_post")], supported: ["private_key_jwt"]),
        "client-auth-unknown": bad(("token_endpoint_auth_method", "basic")),
        "client-auth-encoding": bad(("client_secret", "a secret with spaces"), ("token_endpoint_auth_method", nil)),
        "client-secret-unused": bad(("client_secret", "0123456789abcdef"), ("token_endpoint_auth_method", "none")),
        "client-keys-missing": bad(("jwks", nil)), "client-keys-twice": bad(("jwks_uri", "https://app.example/jwks")),
        "client-keys-private": bad(("jwks", ["keys": [["kty": "EC", "d": "AA"]]])),
        "client-keys-insecure": bad(("jwks", nil), ("jwks_uri", "http://app.example/jwks")),
        "client-auth-alg-none": bad(("token_endpoint_auth_signing_alg", "none")),
        "client-alg-none": bad(("id_token_signed_response_alg", "none")),
        "client-implicit": bad(("grant_types", ["authorization_code", "implicit"])),
        "client-password": bad(("grant_types", ["authorization_code", "password"])),
        "client-public-credentials": bad(
            ("grant_types", ["client_credentials"]), ("token_endpoint_auth_method", "none")),
        "client-response-grant": bad(("response_types", ["id_token"])), "client-scope-separator": bad(("scope", "a,b")),
        "scope-unlisted": bad(("scope", "unheard")), "client-name-missing": bad(("client_name", nil)),
        "client-link-insecure": bad(("logo_uri", "http://app.example/logo.png")),
        "client-endpoint-insecure": bad(("backchannel_logout_uri", "http://app.example/logout")),
        "client-placeholder": bad(("client_id", "{client_id}")),
        "document-id-mismatch": bad(
            ("client_id", "https://app.example/client.json"), place: "https://app.example/other.json"),
        "document-id-insecure": bad(("client_id", "http://app.example/client.json")),
        "document-id-malformed": bad(("client_id", "https://app.example/a/../client.json")),
        "document-secret": bad(("client_id", "https://app.example/client.json"), ("client_secret", "0123456789abcdef")),
    ]

    private static let all: [String: Bad] = [servers, endpoints, requests, clientsAndAlgorithms, resources, clients]
        .reduce(redirects.mapValues { bad(("redirect_uris", [$0])) }) { $0.merging($1) { one, _ in one } }

    private static func good(_ kind: LintDocument.Kind) -> JSON {
        switch kind {
        case .server: server
        case .resource: resource
        case .client: client
        }
    }

    private static func document(_ json: JSON, _ bad: Bad) -> LintDocument? {
        guard bad.isWhole else { return LintDocument(AuthorizationServer(document: json)) }
        let server = AuthorizationServer(
            scopesSupported: ["openid", "profile"],
            tokenEndpointAuthMethodsSupported: bad.supported ?? ["private_key_jwt"])
        return LintDocument(json, place: bad.place, server: server)
    }

    @Test func namesAreUniqueAndInOneForm() {
        let names = LintCheck.all.map(\.name)
        #expect(names.count > 100)
        #expect(Set(names).count == names.count)
        for check in LintCheck.all {
            #expect(check.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(check.name)")
            #expect(!check.section.isEmpty)
            #expect(
                check.summary.first?.isUppercase == false
                    || check.summary.prefix(2).allSatisfy { $0.isUppercase || $0.isNumber })
        }
    }

    @Test func everyCheckIsTried() {
        #expect(Set(LintCheck.all.map(\.name)).symmetricDifference(Self.all.keys).sorted() == [])
    }

    @Test(arguments: LintCheck.all.map(\.name)) func findsWhatItIsFor(name: String) throws {
        let check = try #require(LintCheck.all.first { $0.name == name })
        let bad = try #require(Self.all[name])
        let json = bad.changes.reduce(Self.good(check.kind)) { $0.setting($1.0, to: $1.1) }
        let document = try #require(Self.document(json, bad))
        #expect(document.kind == check.kind)
        let remark = try #require(LintCheck.remarks(on: document).first { $0.name == name })
        #expect(remark.severity == check.severity)
        #expect(!remark.text.isEmpty && !remark.text.hasSuffix("."))
    }

    @Test(arguments: LintDocument.Kind.allCases) func findsNothingInAGoodDocument(kind: LintDocument.Kind) throws {
        let document = try #require(LintDocument(Self.good(kind)))
        #expect(document.kind == kind)
        #expect(LintCheck.remarks(on: document) == [])
    }

    /// What a session did not take over, since its type is wrong, is still told.
    @Test func whatTheServerAnsweredCounts() {
        let stored = AuthorizationServer(stored: Self.server)
        let document = LintDocument(stored, answered: Self.server.setting("acr_values_supported", to: "1"))
        #expect(LintCheck.remarks(on: document).map(\.name) == ["member-type"])
        #expect(LintCheck.remarks(on: LintDocument(stored)) == [])
    }

    @Test(arguments: [
        ("https://as.example/.well-known/openid-configuration", "https://as.example"),
        ("https://as.example/a/.well-known/openid-configuration", "https://as.example/a"),
        ("https://as.example/.well-known/openid-configuration/a", "https://as.example/a"),
        ("https://as.example/.well-known/oauth-authorization-server/a", "https://as.example/a"),
        ("https://as.example/.well-known/oauth-authorization-server", "https://as.example/"),
    ])
    func theRightPlace(place: String, issuer: String) throws {
        let document = try #require(LintDocument(Self.server.setting("issuer", to: JSON(issuer)), place: place))
        #expect(!LintCheck.remarks(on: document).contains { $0.name == "issuer-elsewhere" })
    }

    @Test(arguments: ["[]", "{}", "1", #"{"keys": []}"#, #"{"access_token": "x"}"#]) func otherDocumentsAreNotJudged(
        text: String
    ) throws {
        #expect(LintDocument(try JSON(parsing: text)) == nil)
    }
}
