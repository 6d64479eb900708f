internal import OAuthCore

extension ProviderPreset {
    /// As its public documentation says.
    static let slack = ProviderPreset(
        name: "slack", title: "Slack", baseURL: "https://slack.com/api"
    ) { baseURL in
        var provider = Provider(
            name: "slack", title: "Slack", baseURL: baseURL,
            server: AuthorizationServer(
                authorizationEndpoint: "https://slack.com/oauth/v2/authorize",
                tokenEndpoint: "https://slack.com/api/oauth.v2.access",
                revocationEndpoint: "https://slack.com/api/auth.revoke"),
            scopes: ["channels:read"], authenticationMethod: "client_secret_basic",
            endpoints: [
                "GET /conversations.list",
                "POST /chat.postMessage",
                "GET /users.list",
                "GET /auth.test",
            ])
        provider.scopeSummaries = [
            "channels:read": "List public channels",
            "chat:write": "Send messages",
            "users:read": "List people",
        ]
        provider.endpointScopes = [
            "GET /conversations.list": "channels:read",
            "POST /chat.postMessage": "chat:write",
            "GET /users.list": "users:read",
        ]
        provider.quirks = [
            "Every answer has status 200; ok: false and error say that it failed, at the token endpoint too.",
            "Scopes are separated by commas; a user's own are asked for with user_scope, and its token is in authed_user.",
            "A redirect URI must be https.",
        ]
        return provider
    }
}
