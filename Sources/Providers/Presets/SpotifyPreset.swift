internal import OAuthCore

extension ProviderPreset {
    /// developer.spotify.com: Authorization code with PKCE; Redirect URIs; Scopes.
    package static let spotify = ProviderPreset(
        name: "spotify", title: "Spotify", baseURL: "https://api.spotify.com/v1"
    ) { baseURL in
        var provider = Provider(
            name: "spotify", title: "Spotify", baseURL: baseURL,
            server: AuthorizationServer(
                authorizationEndpoint: "https://accounts.spotify.com/authorize",
                tokenEndpoint: "https://accounts.spotify.com/api/token",
                userinfoEndpoint: "https://api.spotify.com/v1/me",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["user-read-private"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /me",
                "GET /me/playlists",
                "GET /me/tracks",
                "GET /me/top/artists",
                "GET /me/player",
                "GET /me/player/recently-played",
                "PUT /me/player/play",
                "GET /me/following",
            ])
        provider.scopeSummaries = [
            "user-read-private": "The subscription and country",
            "user-read-email": "The e-mail address",
            "playlist-read-private": "Private playlists",
            "user-library-read": "Saved tracks",
            "user-top-read": "Top artists and tracks",
            "user-read-playback-state": "What plays, and where",
            "user-read-recently-played": "What has played",
            "user-modify-playback-state": "Start, stop and skip",
            "user-follow-read": "Who is followed",
        ]
        provider.endpointScopes = [
            "GET /me": "user-read-private",
            "GET /me/playlists": "playlist-read-private",
            "GET /me/tracks": "user-library-read",
            "GET /me/top/artists": "user-top-read",
            "GET /me/player": "user-read-playback-state",
            "GET /me/player/recently-played": "user-read-recently-played",
            "PUT /me/player/play": "user-modify-playback-state",
            "GET /me/following": "user-follow-read",
        ]
        provider.quirks = [
            "localhost is not allowed in a redirect URI; 127.0.0.1 and [::1] are, over http, and with any port if they are registered without one.",
            "A client with PKCE sends client_id and no secret; each refresh brings a new refresh token, and ends the old one.",
            "A refresh of a client with a secret may bring no new refresh token: the old one stays good.",
            "There is no revocation endpoint; users withdraw consent on their account page.",
        ]
        provider.isPortAgnostic = true
        return provider
    }
}
