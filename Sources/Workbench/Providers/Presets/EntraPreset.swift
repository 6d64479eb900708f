internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let entra = ProviderPreset(
        name: "entra", title: "Microsoft Entra ID", baseURL: "https://graph.microsoft.com/v1.0"
    ) { baseURL in
        var provider = Provider(
            name: "entra", title: "Microsoft Entra ID", baseURL: baseURL,
            server: AuthorizationServer(
                issuer: "https://login.microsoftonline.com/common/v2.0",
                authorizationEndpoint: "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
                tokenEndpoint: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
                userinfoEndpoint: "https://graph.microsoft.com/oidc/userinfo",
                jwksURI: "https://login.microsoftonline.com/common/discovery/v2.0/keys",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["openid", "profile", "offline_access", "User.Read"], authenticationMethod: "client_secret_post",
            endpoints: [
                "GET /me",
                "GET /me/messages",
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name and picture",
            "email": "The e-mail address",
            "offline_access": "A refresh token",
            "User.Read": "Read the user's own profile",
            "Mail.Read": "Read the user's mail",
        ]
        provider.endpointScopes = [
            "GET /me": "User.Read",
            "GET /me/messages": "Mail.Read",
        ]
        provider.quirks = [
            "A tenant's own endpoints have its identifier in place of common; the issuer in tokens names the tenant, never common.",
            "A refresh token comes only with offline_access.",
            "Scopes of one resource only are granted at a time; an access token for Graph is not to be verified by its client.",
            "There is no revocation endpoint.",
        ]
        return provider
    }
}
