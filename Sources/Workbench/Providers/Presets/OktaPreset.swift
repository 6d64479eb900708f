internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let okta = ProviderPreset(
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
                "GET /oauth2/default/v1/userinfo"
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name and picture",
            "email": "The e-mail address",
            "offline_access": "A refresh token",
        ]
        provider.endpointScopes = [
            "GET /oauth2/default/v1/userinfo": "openid"
        ]
        provider.quirks = [
            "The org's own authorization server has its endpoints under /oauth2/v1, without default, and its access tokens are for Okta alone.",
            "A single-page or native client must use PKCE and sends no secret.",
        ]
        return provider
    }
}
