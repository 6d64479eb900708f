extension Route {
    /// Everything that the sandbox serves.
    static let all: [Route] = [
        api("POST", "/oauth/clients", .management, CreateClient.respond),
        api("GET", "/oauth/clients", .management, ListClients.respond),
        api("POST", "/oauth/clients/:id/reset-secret", .management, ResetSecret.respond),

        api("GET", "/oauth/authorize", .page, Authorize.respond),
        api("POST", "/oauth/authorize", .page, Authorize.respondToForm),
        api("POST", "/oauth/sign-in", .page, SignIn.respond),
        api("POST", "/oauth/sign-out", .page, SignOut.respond),
        api("POST", "/oauth/consent", .page, GiveConsent.respond),
        api("GET", "/oauth/pages/:name", .page, PageFile.respond),
        api("GET", "/oauth/avatars/:name", .page, AvatarFile.respond),

        api("POST", "/oauth/token", .token, Token.respond),
        api("POST", "/oauth/introspect", .token, Introspect.respond),
        api("POST", "/oauth/revoke", .token, Revoke.respond),

        api("GET", "/oauth/userinfo", .api, UserInfo.respond),
        api("POST", "/oauth/userinfo", .api, UserInfo.respond),
        api("POST", "/oauth/chat/completions", .api, ChatCompletions.respond),
        api("POST", "/oauth/images/generations", .api, ImageGenerations.respond),
        api("GET", "/oauth/images/files/:name", .page, ImageFile.respond),
        api("GET", "/oauth/characters/:id", .api, ShowCharacter.respond),
        api("GET", "/oauth/models", .api, Models.list),
        api("GET", "/oauth/models/*id", .api, Models.show),

        api("GET", "/oauth/jwks", .metadata, JWKS.respond),
        api("GET", "/.well-known/openid-configuration", .metadata, Metadata.openID),
        Route("GET", "/.well-known/oauth-authorization-server\(Provider.basePath)", .metadata, Metadata.oauth),
    ]

    private static func api(
        _ method: String, _ path: String, _ area: Area, _ endpoint: @escaping Endpoint
    ) -> Route {
        Route(method, Provider.basePath + path, area, endpoint)
    }
}
