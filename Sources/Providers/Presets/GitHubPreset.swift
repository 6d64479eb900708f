internal import OAuthCore

extension ProviderPreset {
    /// docs.github.com: Authorizing OAuth apps; Scopes for OAuth apps.
    package static let github = ProviderPreset(
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
                "GET /user/orgs",
                "GET /user/keys",
                "GET /notifications",
                "POST /gists",
                "GET /gists",
            ])
        provider.scopeSummaries = [
            "read:user": "Read the user's profile",
            "user:email": "Read the user's e-mail addresses",
            "public_repo": "Write public repositories",
            "repo": "Full control of public and private repositories",
            "gist": "Write gists",
            "read:org": "Read the membership of organisations and teams",
            "read:public_key": "List public SSH keys",
            "notifications": "Read notifications, and mark them as read",
        ]
        provider.endpointScopes = [
            "GET /user/emails": "user:email",
            "GET /user/repos": "repo",
            "GET /user/orgs": "read:org",
            "GET /user/keys": "read:public_key",
            "GET /notifications": "notifications",
            "POST /gists": "gist",
        ]
        provider.quirks = [
            "The token endpoint answers a form unless Accept asks for JSON, as Keyway does, and answers errors with status 200.",
            "Granted scopes are divided by commas in the token response, and named in X-OAuth-Scopes of each answer; X-Accepted-OAuth-Scopes names those that would do.",
            "Tokens of an OAuth app have no expires_in and no refresh token; those of a GitHub App have both.",
            "A token is revoked at DELETE /applications/CLIENT_ID/token, which is not the endpoint of RFC 7009.",
            "What a token may not see is answered with 404, not 403.",
            "A redirect URI on 127.0.0.1 may have any port.",
        ]
        provider.tokenDialect = TokenDialect(dividesScopesByCommas: true)
        provider.isPortAgnostic = true
        return provider
    }
}
