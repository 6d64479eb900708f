internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let discord = ProviderPreset(
        name: "discord", title: "Discord", baseURL: "https://discord.com/api/v10"
    ) { baseURL in
        var provider = Provider(
            name: "discord", title: "Discord", baseURL: baseURL,
            server: AuthorizationServer(
                authorizationEndpoint: "https://discord.com/oauth2/authorize",
                tokenEndpoint: "https://discord.com/api/oauth2/token",
                revocationEndpoint: "https://discord.com/api/oauth2/token/revoke",
                userinfoEndpoint: "https://discord.com/api/v10/users/@me",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["identify"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /users/@me",
                "GET /users/@me/guilds",
                "GET /users/@me/connections",
                "GET /oauth2/@me",
            ])
        provider.scopeSummaries = [
            "identify": "The user without the e-mail address",
            "email": "The e-mail address",
            "guilds": "The list of the user's servers",
            "connections": "Linked accounts",
        ]
        provider.endpointScopes = [
            "GET /users/@me": "identify",
            "GET /users/@me/guilds": "guilds",
            "GET /users/@me/connections": "connections",
        ]
        provider.quirks = [
            "The token endpoint takes forms only, no JSON.",
            "Requests without a User-Agent are refused.",
            "prompt=none skips the consent page for a user who has agreed before.",
        ]
        return provider
    }
}
