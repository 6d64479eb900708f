internal import JSONKit
internal import SandboxCore

extension Feature {
    /// The authorization endpoint, and the grant that redeems its codes.
    static var authorizationCode: Feature {
        var feature = Feature(
            "authorization-code", "Gives codes to clients by way of the browser, and tokens for them.",
            reference: "RFC 6749 §4.1, RFC 7636, RFC 9207")
        feature.routes = [
            Route("GET", "/oauth/authorize", .page, .authorize, Authorize.respond),
            Route("POST", "/oauth/authorize", .page, .authorize, Authorize.respondToForm),
        ]
        feature.grants = [.authorizationCode]
        feature.consentSources = [.authorization]
        feature.metadata = { provider in
            [
                MetadataMember("authorization_endpoint", JSON(provider.url("/oauth/authorize"))),
                MetadataMember("response_types_supported", ["code"]),
                MetadataMember("response_modes_supported", ["query"]),
                MetadataMember("code_challenge_methods_supported", ["S256"]),
                MetadataMember("authorization_response_iss_parameter_supported", true),
                MetadataMember(
                    "prompt_values_supported", JSON(IncomingAuthorization.prompts.map { JSON($0) }), in: .openID),
                MetadataMember("request_parameter_supported", false, in: .openID),
                MetadataMember("request_uri_parameter_supported", false, in: .openID),
            ]
        }
        feature.faults = [.codeExpired, .issuerChanged, .issuerMissing, .pkceOptional, .portsFixed, .stateLost]
        return feature
    }
}

extension EndpointName {
    static let authorize: EndpointName = "authorize"
}
