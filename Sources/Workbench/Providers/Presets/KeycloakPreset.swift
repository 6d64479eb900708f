internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let keycloak = ProviderPreset(
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
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["openid", "profile"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /realms/master/protocol/openid-connect/userinfo"
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name",
            "email": "The e-mail address",
            "offline_access": "A refresh token that outlives the session",
        ]
        provider.endpointScopes = [
            "GET /realms/master/protocol/openid-connect/userinfo": "openid"
        ]
        provider.quirks = [
            "Servers before version 17 have /auth before /realms.",
            "/userinfo refuses a token without openid with 403.",
            "A refresh token ends with the user's session unless offline_access was granted.",
        ]
        return provider
    }
}
