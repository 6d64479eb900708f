internal import OAuthCore

extension ProviderPreset {
    /// docs.gitlab.com: OAuth 2.0 identity provider API; GitLab as OAuth 2.0 authentication identity provider.
    package static let gitlab = ProviderPreset(
        name: "gitlab", title: "GitLab", baseURL: "https://gitlab.com/api/v4"
    ) { baseURL in
        var provider = Provider(
            name: "gitlab", title: "GitLab", baseURL: baseURL,
            server: AuthorizationServer(
                issuer: "https://gitlab.com",
                authorizationEndpoint: "https://gitlab.com/oauth/authorize",
                tokenEndpoint: "https://gitlab.com/oauth/token",
                revocationEndpoint: "https://gitlab.com/oauth/revoke",
                introspectionEndpoint: "https://gitlab.com/oauth/introspect",
                userinfoEndpoint: "https://gitlab.com/oauth/userinfo",
                jwksURI: "https://gitlab.com/oauth/discovery/keys",
                tokenEndpointAuthMethodsSupported: ["client_secret_basic", "client_secret_post"],
                codeChallengeMethodsSupported: ["plain", "S256"]),
            scopes: ["read_user"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /user",
                "GET /projects",
                "GET /groups",
                "GET /issues",
                "GET /merge_requests",
                "POST /projects",
            ])
        provider.scopeSummaries = [
            "read_user": "Read the user's profile",
            "api": "Everything of the API",
            "read_api": "Read everything of the API",
            "read_repository": "Read repositories over Git and the files API",
            "write_repository": "Write repositories over Git",
            "openid": "Sign in",
            "profile": "Name and picture",
            "email": "The e-mail address",
        ]
        provider.endpointScopes = [
            "GET /user": "read_user",
            "GET /projects": "read_api",
            "GET /groups": "read_api",
            "GET /issues": "read_api",
            "GET /merge_requests": "read_api",
            "POST /projects": "api",
        ]
        provider.quirks = [
            "Access tokens end after two hours; a refresh ends the old access token and the old refresh token.",
            "The redirect_uri of the token request must be that of the authorization request, on refresh too.",
            "An application has its scopes from its registration; what is not ticked there is refused with invalid_scope.",
        ]
        return provider
    }
}
