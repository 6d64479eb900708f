internal import OAuthCore

extension ProviderPreset {
    /// learn.microsoft.com: Microsoft identity platform and OAuth 2.0 authorization code flow; Redirect URI restrictions;
    /// Microsoft Graph permissions reference.
    package static let entra = ProviderPreset(
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
                "GET /me/events",
                "GET /me/drive/root/children",
                "GET /users",
                "POST /me/sendMail",
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "profile": "Name and picture",
            "email": "The e-mail address",
            "offline_access": "A refresh token",
            "User.Read": "Read the user's own profile",
            "User.ReadBasic.All": "Read everybody's basic profile",
            "Mail.Read": "Read the user's mail",
            "Mail.Send": "Send mail as the user",
            "Calendars.Read": "Read the user's calendars",
            "Files.Read": "Read the user's files",
        ]
        provider.endpointScopes = [
            "GET /me": "User.Read",
            "GET /me/messages": "Mail.Read",
            "GET /me/events": "Calendars.Read",
            "GET /me/drive/root/children": "Files.Read",
            "GET /users": "User.ReadBasic.All",
            "POST /me/sendMail": "Mail.Send",
        ]
        provider.quirks = [
            "A tenant's own endpoints have its identifier in place of common; the issuer in tokens names the tenant, never common.",
            "A refresh token comes only with offline_access, which the token response does not list.",
            "Scopes of one resource only are granted at a time: RESOURCE/.default stands for all that the app was given there, and alone is allowed for client_credentials.",
            "An access token for Graph is not to be verified by its client.",
            "The port of a redirect URI on http://localhost is ignored; one on 127.0.0.1 must be put into the app's manifest.",
            "There is no revocation endpoint.",
        ]
        provider.isPortAgnostic = true
        return provider
    }
}
