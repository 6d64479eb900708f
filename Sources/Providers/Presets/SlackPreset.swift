internal import OAuthCore

extension ProviderPreset {
    /// docs.slack.dev: Installing with OAuth; oauth.v2.access; Using PKCE; each method's own page.
    package static let slack = ProviderPreset(
        name: "slack", title: "Slack", baseURL: "https://slack.com/api"
    ) { baseURL in
        var provider = Provider(
            name: "slack", title: "Slack", baseURL: baseURL,
            server: AuthorizationServer(
                authorizationEndpoint: "https://slack.com/oauth/v2/authorize",
                tokenEndpoint: "https://slack.com/api/oauth.v2.access",
                revocationEndpoint: "https://slack.com/api/auth.revoke",
                codeChallengeMethodsSupported: ["S256"]),
            scopes: ["channels:read"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /auth.test",
                "GET /conversations.list",
                "GET /conversations.history",
                "POST /chat.postMessage",
                "GET /users.list",
                "GET /files.list",
                "POST /reactions.add",
            ])
        provider.scopeSummaries = [
            "channels:read": "List public channels",
            "channels:history": "Read the messages of public channels",
            "chat:write": "Send messages",
            "users:read": "List people",
            "users:read.email": "Read their e-mail addresses",
            "files:read": "See files",
            "reactions:write": "Add and remove reactions",
        ]
        provider.endpointScopes = [
            "GET /conversations.list": "channels:read",
            "GET /conversations.history": "channels:history",
            "POST /chat.postMessage": "chat:write",
            "GET /users.list": "users:read",
            "GET /files.list": "files:read",
            "POST /reactions.add": "reactions:write",
        ]
        provider.quirks = [
            "Every answer has status 200; ok: false and error say that it failed, at the token endpoint too.",
            "Scopes are divided by commas; a user's own are asked for with user_scope, and its token is in authed_user, which Keyway takes where there is no bot's.",
            "token_type is bot or user; both are sent as Bearer.",
            "A redirect URI must be https, but for an app that has PKCE turned on; such an app may ask for user scopes only on localhost.",
            "With token rotation, access tokens end after twelve hours.",
        ]
        provider.asksWithCommas = true
        provider.tokenDialect = TokenDialect(
            dividesScopesByCommas: true, bearerTypes: ["bot", "user"], member: "authed_user")
        return provider
    }
}
