internal import OAuthCore

extension ProviderPreset {
    /// keycloak.org: Securing applications and services with OpenID Connect; Server administration guide.
    package static let keycloak = ProviderPreset(
        name: "keycloak", title: "Keycloak on this machine, realm master", baseURL: "http://localhost:8080"
    ) { baseURL in
        var provider = Provider(
            name: "keycloak", title: "Keycloak on this machine, realm master", baseURL: baseURL,
            server: AuthorizationServer(
                issuer: "http://localhost:8080/realms/master",
                authorizationEndpoint: "http://localhost:8080/realms/master/protocol/openid-connect/auth",
                tokenEndpoint: "http://localhost:8080/realms/master/protocol/openid-connect/token",
                revocationEndpoint: "http://localhost:8080/realms/master/protocol/openid-connect/revoke",
                introspectionEndpoint: "http://localhost:8080/realms/master/protocol/openid-connect/token/introspect",
                userinfoEndpoint: "http://localhost:8080/realms/master/protocol/openid-connect/userinfo",
                jwksURI: "http://localhost:8080/realms/master/protocol/openid-connect/certs",
                tokenEndpointAuthMethodsSupported: ["client_secret_basic", "client_secret_post"],
                codeChallengeMethodsSupported: ["plain", "S256"]),
            scopes: ["openid", "profile"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /realms/master/protocol/openid-connect/userinfo"
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name",
            "email": "The e-mail address",
            "address": "The postal address",
            "phone": "The telephone number",
            "roles": "The user's roles, in the access token",
            "offline_access": "A refresh token that outlives the session",
        ]
        provider.endpointScopes = [
            "GET /realms/master/protocol/openid-connect/userinfo": "openid"
        ]
        provider.quirks = [
            "For a realm: provider add NAME http://HOST/realms/REALM. Servers before version 17 have /auth before /realms.",
            "/userinfo refuses a token without openid with 403.",
            "A refresh token ends with the user's session unless offline_access was granted.",
            "The Admin API, /admin/realms/REALM, looks at the user's roles, not at scopes.",
            "Servers since version 22 name the issuer in callbacks; provider discover learns it.",
        ]
        return provider
    }
}
