internal import JSONKit
internal import SandboxCore

extension Feature {
    /// The endpoint that all grants share.
    static var tokenEndpoint: Feature {
        var feature = Feature("token-endpoint", "Gives tokens for grants.", reference: "RFC 6749 §3.2")
        feature.canBeSwitchedOff = false
        feature.routes = [Route("POST", "/oauth/token", .token, .token, Token.respond)]
        feature.metadata = { provider in
            [
                MetadataMember("token_endpoint", JSON(provider.url("/oauth/token"))),
                MetadataMember("grant_types_supported", JSON(provider.features.grants.map { JSON($0.type) })),
                MetadataMember("token_endpoint_auth_methods_supported", provider.features.authenticationMethods),
            ]
        }
        feature.faults = [
            .scopeDropped, .silentRefusals, .tokenLostResponse, .tokenRedirect, .tokenTypeMissing, .tokenTypeUnknown,
        ]
        return feature
    }
}

extension EndpointName {
    static let token: EndpointName = "token"
}
