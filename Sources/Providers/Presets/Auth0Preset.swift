internal import OAuthCore

extension ProviderPreset {
    /// auth0.com/docs: Authentication API; Get access tokens; Management API.
    package static let auth0 = ProviderPreset(
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
                "GET /userinfo",
                "GET /api/v2/users",
                "GET /api/v2/clients",
                "GET /api/v2/connections",
                "GET /api/v2/logs",
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name and picture",
            "email": "The e-mail address",
            "offline_access": "A refresh token",
            "read:users": "Read users, of the Management API",
            "read:clients": "Read applications, of the Management API",
            "read:connections": "Read connections, of the Management API",
            "read:logs": "Read logs, of the Management API",
        ]
        provider.endpointScopes = [
            "GET /userinfo": "openid",
            "GET /api/v2/users": "read:users",
            "GET /api/v2/clients": "read:clients",
            "GET /api/v2/connections": "read:connections",
            "GET /api/v2/logs": "read:logs",
        ]
        provider.quirks = [
            "Without audience=… the access token is opaque and good for /userinfo only; with it, a JWT for that API. The Management API's is https://TENANT.auth0.com/api/v2/.",
            "The issuer ends in a slash.",
            "A refresh token comes only with offline_access, and where the API allows offline access.",
            "/oauth/revoke takes refresh tokens only, and client_id and client_secret in the body.",
        ]
        return provider
    }
}
