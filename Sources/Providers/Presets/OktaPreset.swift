internal import OAuthCore

extension ProviderPreset {
    /// developer.okta.com: OpenID Connect and OAuth 2.0 API; OAuth 2.0 scopes; Implement OAuth for Okta.
    package static let okta = ProviderPreset(
        name: "okta", title: "Okta; for a domain: provider add NAME https://DOMAIN.okta.com/oauth2/default",
        baseURL: "https://DOMAIN.okta.com"
    ) { baseURL in
        var provider = Provider(
            name: "okta", title: "Okta; for a domain: provider add NAME https://DOMAIN.okta.com/oauth2/default",
            baseURL: baseURL,
            server: AuthorizationServer(
                issuer: "https://DOMAIN.okta.com/oauth2/default",
                authorizationEndpoint: "https://DOMAIN.okta.com/oauth2/default/v1/authorize",
                tokenEndpoint: "https://DOMAIN.okta.com/oauth2/default/v1/token",
                revocationEndpoint: "https://DOMAIN.okta.com/oauth2/default/v1/revoke",
                introspectionEndpoint: "https://DOMAIN.okta.com/oauth2/default/v1/introspect",
                userinfoEndpoint: "https://DOMAIN.okta.com/oauth2/default/v1/userinfo",
                jwksURI: "https://DOMAIN.okta.com/oauth2/default/v1/keys",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["openid", "profile"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /oauth2/default/v1/userinfo",
                "GET /api/v1/users/me",
                "GET /api/v1/users",
                "GET /api/v1/groups",
                "GET /api/v1/apps",
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name and picture",
            "email": "The e-mail address",
            "offline_access": "A refresh token",
            "okta.users.read.self": "Read the user's own profile, of the org's server",
            "okta.users.read": "Read users, of the org's server",
            "okta.groups.read": "Read groups, of the org's server",
            "okta.apps.read": "Read applications, of the org's server",
        ]
        provider.endpointScopes = [
            "GET /oauth2/default/v1/userinfo": "openid",
            "GET /api/v1/users/me": "okta.users.read.self",
            "GET /api/v1/users": "okta.users.read",
            "GET /api/v1/groups": "okta.groups.read",
            "GET /api/v1/apps": "okta.apps.read",
        ]
        provider.quirks = [
            "The org's own authorization server has its endpoints under /oauth2/v1, without default; it alone grants okta.… scopes, and its access tokens are for Okta's API alone.",
            "A custom authorization server is /oauth2/ID, and needs an access policy that lets the client in: a scope that no rule allows is refused with access_denied.",
            "A single-page or native client must use PKCE and sends no secret.",
        ]
        return provider
    }
}
