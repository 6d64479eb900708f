internal import OAuthCore

extension ProviderPreset {
    /// developers.google.com: OpenID Connect reference; OAuth 2.0 for desktop apps; OAuth 2.0 scopes for Google APIs.
    package static let google = ProviderPreset(
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
                tokenEndpointAuthMethodsSupported: ["client_secret_post", "client_secret_basic"],
                codeChallengeMethodsSupported: ["plain", "S256"]),
            scopes: ["openid", "email", "profile"], authenticationMethod: "client_secret_post",
            endpoints: [
                "GET /oauth2/v3/userinfo",
                "GET /drive/v3/files",
                "GET /calendar/v3/users/me/calendarList",
                "GET /calendar/v3/calendars/primary/events",
                "POST /calendar/v3/calendars/primary/events",
                "GET /youtube/v3/channels",
            ])
        provider.scopeSummaries = [
            "openid": "Sign in",
            "email": "The e-mail address",
            "profile": "Name and picture",
            "https://www.googleapis.com/auth/drive.readonly": "See the files of Drive",
            "https://www.googleapis.com/auth/calendar.readonly": "See calendars",
            "https://www.googleapis.com/auth/calendar.events": "See and change the events of calendars",
            "https://www.googleapis.com/auth/youtube.readonly": "See the YouTube account",
        ]
        provider.endpointScopes = [
            "GET /oauth2/v3/userinfo": "openid",
            "GET /drive/v3/files": "https://www.googleapis.com/auth/drive.readonly",
            "GET /calendar/v3/users/me/calendarList": "https://www.googleapis.com/auth/calendar.readonly",
            "GET /calendar/v3/calendars/primary/events": "https://www.googleapis.com/auth/calendar.readonly",
            "POST /calendar/v3/calendars/primary/events": "https://www.googleapis.com/auth/calendar.events",
            "GET /youtube/v3/channels": "https://www.googleapis.com/auth/youtube.readonly",
        ]
        provider.quirks = [
            "A refresh token comes only with access_type=offline, and a further one only with prompt=consent.",
            "A desktop client has a client_secret that is no secret, and must send it.",
            "email and profile are granted under their long names, https://www.googleapis.com/auth/userinfo.email and .profile.",
            "With include_granted_scopes=true the scope of the token response names what was granted before, too.",
            "A redirect URI on 127.0.0.1 or [::1] may have any port.",
        ]
        provider.isPortAgnostic = true
        return provider
    }
}
