internal import OAuthCore

extension ProviderPreset {
    /// docs.discord.com: OAuth2; discord.com/.well-known/oauth-authorization-server.
    package static let discord = ProviderPreset(
        name: "discord", title: "Discord", baseURL: "https://discord.com/api/v10"
    ) { baseURL in
        var provider = Provider(
            name: "discord", title: "Discord", baseURL: baseURL,
            server: AuthorizationServer(
                issuer: "https://discord.com",
                authorizationEndpoint: "https://discord.com/oauth2/authorize",
                tokenEndpoint: "https://discord.com/api/oauth2/token",
                revocationEndpoint: "https://discord.com/api/oauth2/token/revoke",
                userinfoEndpoint: "https://discord.com/api/v10/users/@me",
                jwksURI: "https://discord.com/api/oauth2/keys",
                grantTypesSupported: ["authorization_code", "refresh_token", "client_credentials"],
                tokenEndpointAuthMethodsSupported: ["client_secret_basic", "client_secret_post", "none"],
                codeChallengeMethodsSupported: ["S256"], authorizationResponseIssParameterSupported: true),
            scopes: ["identify"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /users/@me",
                "GET /users/@me/guilds",
                "GET /users/@me/guilds/:guild/member",
                "GET /users/@me/connections",
                "GET /oauth2/@me",
            ])
        provider.scopeSummaries = [
            "identify": "The user without the e-mail address",
            "email": "The e-mail address",
            "guilds": "The list of the user's servers",
            "guilds.members.read": "What the user is on a server",
            "connections": "Linked accounts",
            "openid": "An ID token",
        ]
        provider.endpointScopes = [
            "GET /users/@me": "identify",
            "GET /users/@me/guilds": "guilds",
            "GET /users/@me/guilds/:guild/member": "guilds.members.read",
            "GET /users/@me/connections": "connections",
        ]
        provider.quirks = [
            "The token endpoint takes forms only, no JSON.",
            "Requests without a User-Agent are refused.",
            "prompt=none skips the consent page for a user who has agreed before.",
            "client_credentials gives a token of the application's owner.",
        ]
        return provider
    }
}
