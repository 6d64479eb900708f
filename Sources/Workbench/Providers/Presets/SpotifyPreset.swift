internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let spotify = ProviderPreset(
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
            ])
        provider.scopeSummaries = [
            "user-read-private": "The subscription and country",
            "user-read-email": "The e-mail address",
            "playlist-read-private": "Private playlists",
            "user-library-read": "Saved tracks",
        ]
        provider.endpointScopes = [
            "GET /me": "user-read-private",
            "GET /me/playlists": "playlist-read-private",
            "GET /me/tracks": "user-library-read",
        ]
        provider.quirks = [
            "localhost is not allowed in a redirect URI; 127.0.0.1 is.",
            "A refresh may bring no new refresh token: the old one stays good.",
            "There is no revocation endpoint; users withdraw consent on their account page.",
        ]
        return provider
    }
}
