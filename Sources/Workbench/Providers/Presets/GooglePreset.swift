internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let google = ProviderPreset(
        name: "google", title: "Google", baseURL: "https://www.googleapis.com"
    ) { baseURL in
        var provider = Provider(
            name: "google", title: "Google", baseURL: baseURL,
            server: AuthorizationServer(
                issuer: "https://accounts.google.com",
                authorizationEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
                tokenEndpoint: "https://oauth2.googleapis.com/token",
                revocationEndpoint: "https://oauth2.googleapis.com/revoke",
                userinfoEndpoint: "https://openidconnect.googleapis.com/v1/userinfo",
                jwksURI: "https://www.googleapis.com/oauth2/v3/certs",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["openid", "email", "profile"], authenticationMethod: "client_secret_post",
            endpoints: [
                "GET /oauth2/v3/userinfo",
                "GET /drive/v3/files",
                "GET /calendar/v3/users/me/calendarList",
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "email": "The e-mail address",
            "profile": "Name and picture",
            "https://www.googleapis.com/auth/drive.readonly": "Read the files of Drive",
            "https://www.googleapis.com/auth/calendar.readonly": "Read calendars",
        ]
        provider.endpointScopes = [
            "GET /oauth2/v3/userinfo": "openid",
            "GET /drive/v3/files": "https://www.googleapis.com/auth/drive.readonly",
            "GET /calendar/v3/users/me/calendarList": "https://www.googleapis.com/auth/calendar.readonly",
        ]
        provider.quirks = [
            "A refresh token comes only with access_type=offline, and a further one only with prompt=consent.",
            "A desktop client has a client_secret that is no secret, and must send it.",
            "The scope of the token response may name more than was asked, with include_granted_scopes=true.",
        ]
        return provider
    }
}
