internal import OAuthCore

/// A provider that Keyway knows from the start. To add one, write a literal and name it in ``all``.
package struct ProviderPreset: Sendable {
    /// The name by which commands choose it.
    package let name: String
    /// The name that people read.
    package let title: String
    /// The API's address; nil where it is known only once the sandbox runs.
    package let baseURL: String?
    /// Makes the provider for the address of its API.
    package let provider: @Sendable (_ baseURL: String) -> Provider

    /// A preset of these values.
    package init(
        name: String, title: String, baseURL: String?, provider: @escaping @Sendable (_ baseURL: String) -> Provider
    ) {
        self.name = name
        self.title = title
        self.baseURL = baseURL
        self.provider = provider
    }

    /// Every preset, in the order in which they are listed.
    package static let all: [ProviderPreset] = [
        .sandbox, .serika, .github, .google, .entra, .auth0, .okta, .keycloak, .gitlab, .discord, .spotify, .slack,
    ]

    /// The preset of this name; nil where there is none.
    package static func named(_ name: String) -> ProviderPreset? { all.first { $0.name == name } }
}

extension ProviderPreset {
    /// Where the sandbox's API begins on its host.
    package static let sandboxPath = "/api/openai/v1"

    /// The sandbox in this process.
    package static let sandbox = ProviderPreset(name: "sandbox", title: "Keyway's own sandbox", baseURL: nil) {
        baseURL in
        var provider = serikaAPI(name: "sandbox", title: "Keyway's own sandbox", baseURL: baseURL)
        provider.server.issuer = baseURL
        provider.server.authorizationResponseIssParameterSupported = true
        provider.server.revocationEndpoint = baseURL + "/oauth/revoke"
        provider.server.introspectionEndpoint = baseURL + "/oauth/introspect"
        provider.server.jwksURI = baseURL + "/oauth/jwks"
        provider.isPortAgnostic = true
        return provider
    }

    /// Serika.dev.
    package static let serika = ProviderPreset(
        name: "serika", title: "Serika.dev", baseURL: "https://api.serika.dev/api/openai/v1"
    ) { baseURL in
        var provider = serikaAPI(name: "serika", title: "Serika.dev", baseURL: baseURL)
        provider.keyVariable = "SERIKA_API_KEY"
        return provider
    }

    /// What the Serika API documents of itself; the sandbox serves the same.
    private static func serikaAPI(name: String, title: String, baseURL: String) -> Provider {
        Provider(
            name: name, title: title, baseURL: baseURL,
            server: AuthorizationServer(
                authorizationEndpoint: baseURL + "/oauth/authorize", tokenEndpoint: baseURL + "/oauth/token",
                userinfoEndpoint: baseURL + "/oauth/userinfo", codeChallengeMethodsSupported: ["S256"]),
            clientsURL: baseURL + "/oauth/clients", scopes: ["profile", "generations", "characters"],
            authenticationMethod: "client_secret_post",
            endpoints: [
                "GET /oauth/userinfo", "POST /oauth/chat/completions", "POST /oauth/images/generations",
                "GET /oauth/characters/:id", "POST /oauth/clients", "GET /oauth/clients",
                "POST /oauth/clients/:clientId/reset-secret",
            ])
    }
}
