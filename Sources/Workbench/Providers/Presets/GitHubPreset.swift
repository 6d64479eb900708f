internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let github = ProviderPreset(
        name: "github", title: "GitHub", baseURL: "https://api.github.com"
    ) { baseURL in
        var provider = Provider(
            name: "github", title: "GitHub", baseURL: baseURL,
            server: AuthorizationServer(
                authorizationEndpoint: "https://github.com/login/oauth/authorize",
                tokenEndpoint: "https://github.com/login/oauth/access_token",
                userinfoEndpoint: "https://api.github.com/user",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["read:user"], authenticationMethod: "client_secret_post",
            endpoints: [
                "GET /user",
                "GET /user/emails",
                "GET /user/repos",
                "GET /gists",
                "GET /user/orgs",
            ])
        provider.scopeSummaries = [
            "read:user": "Read the user's profile",
            "user:email": "Read the user's e-mail addresses",
            "repo": "Full control of repositories",
            "gist": "Write gists",
            "read:org": "Read the membership of organisations",
        ]
        provider.endpointScopes = [
            "GET /user/emails": "user:email",
            "GET /user/repos": "repo",
            "GET /user/orgs": "read:org",
        ]
        provider.quirks = [
            "The token endpoint answers a form unless Accept asks for JSON, and answers errors with status 200.",
            "Granted scopes are separated by commas in the token response, and named in X-OAuth-Scopes of each answer.",
            "Tokens of an OAuth app have no expires_in and no refresh token.",
        ]
        return provider
    }
}
