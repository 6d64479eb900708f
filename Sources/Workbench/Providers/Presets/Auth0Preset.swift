internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let auth0 = ProviderPreset(
        name: "auth0", title: "Auth0; for a tenant: provider add NAME https://TENANT.auth0.com/",
        baseURL: "https://TENANT.auth0.com"
    ) { baseURL in
        var provider = Provider(
            name: "auth0", title: "Auth0; for a tenant: provider add NAME https://TENANT.auth0.com/", baseURL: baseURL,
            server: AuthorizationServer(
                issuer: "https://TENANT.auth0.com/",
                authorizationEndpoint: "https://TENANT.auth0.com/authorize",
                tokenEndpoint: "https://TENANT.auth0.com/oauth/token",
                revocationEndpoint: "https://TENANT.auth0.com/oauth/revoke",
                userinfoEndpoint: "https://TENANT.auth0.com/userinfo",
                jwksURI: "https://TENANT.auth0.com/.well-known/jwks.json",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["openid", "profile", "email"], authenticationMethod: "client_secret_post",
            endpoints: [
                "GET /userinfo"
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name and picture",
            "email": "The e-mail address",
            "offline_access": "A refresh token",
        ]
        provider.endpointScopes = [
            "GET /userinfo": "openid"
        ]
        provider.quirks = [
            "Without audience=… the access token is opaque and good for /userinfo only; with it, a JWT for that API.",
            "The issuer ends in a slash.",
            "/oauth/revoke takes refresh tokens only.",
        ]
        return provider
    }
}
