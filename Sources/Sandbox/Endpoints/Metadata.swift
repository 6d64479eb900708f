internal import JSONKit
internal import OAuthCore

/// What the provider says of itself (RFC 8414, OpenID Connect Discovery).
enum Metadata {
    static func oauth(_ call: Call, _ provider: Provider) async throws -> Reply {
        .json(JSON(members: common(provider)))
    }

    static func openID(_ call: Call, _ provider: Provider) async throws -> Reply {
        let members: [(String, JSON)] = [
            ("userinfo_endpoint", JSON(provider.url("/oauth/userinfo"))),
            ("subject_types_supported", ["public"]),
            ("id_token_signing_alg_values_supported", ["RS256"]),
            ("claims_supported", ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash"]),
            ("prompt_values_supported", JSON(IncomingAuthorization.prompts.map { JSON($0) })),
            ("claims_parameter_supported", false),
            ("request_parameter_supported", false),
            ("request_uri_parameter_supported", false),
        ]
        return .json(JSON(members: common(provider) + members))
    }

    private static func common(_ provider: Provider) -> [(String, JSON)] {
        let authentication: JSON = ["client_secret_basic", "client_secret_post", "none"]
        return [
            ("issuer", JSON(provider.issuer)),
            ("authorization_endpoint", JSON(provider.url("/oauth/authorize"))),
            ("token_endpoint", JSON(provider.url("/oauth/token"))),
            ("jwks_uri", JSON(provider.url("/oauth/jwks"))),
            ("introspection_endpoint", JSON(provider.url("/oauth/introspect"))),
            ("revocation_endpoint", JSON(provider.url("/oauth/revoke"))),
            ("scopes_supported", JSON(KnownScope.all.map { JSON($0.name) })),
            ("response_types_supported", ["code"]),
            ("response_modes_supported", ["query"]),
            ("grant_types_supported", JSON(ServedGrant.all.map { JSON($0.type) })),
            ("token_endpoint_auth_methods_supported", authentication),
            ("revocation_endpoint_auth_methods_supported", authentication),
            ("introspection_endpoint_auth_methods_supported", ["client_secret_basic", "client_secret_post"]),
            ("code_challenge_methods_supported", ["S256"]),
            ("authorization_response_iss_parameter_supported", true),
        ]
    }
}
